// What commands that ask AWS share: their options, and from these to a client.
#pragma once

#include <array>
#include <functional>

#include "aws/client.h"
#include "cli/options.h"

namespace cxsam::cli {

inline constexpr std::array kAwsOptions{
    OptionSpec{
        .name = "region", .value_name = "REGION", .help = "The Region of the stack. Without it: AWS_REGION, or the profile's."},
    OptionSpec{.name = "profile", .value_name = "NAME", .help = "The profile of your AWS credentials file."},
    OptionSpec{.name = "endpoint-url",
               .value_name = "URL",
               .help = "Ask this server in place of AWS, as of LocalStack or MinIO. AWS_ENDPOINT_URL does the same.",
               .only_here = true},
};

/// Of `--region`, `--profile`, `--endpoint-url` and the environment. On a terminal codes of multi-factor devices are asked for.
/// Without `--region` the Region is `usual`, where that is not "": that of an ARN which was named.
Result<aws::Settings> read_aws_settings(Context& context, const std::string& usual = "");

/// Runs `work` with a client on a loop of its own. Gives the exit code, which is kFailed after an error, kInterrupted when the
/// loop was stopped.
int run_with_aws(Context& context, const std::function<Task<Result<int>>(aws::Client&)>& work,
                 const std::string& usual_region = "");

/// The same until Ctrl-C or SIGTERM, which end it well: kDone, with `interrupted` set.
int run_with_aws_until_signal(Context& context, const std::function<Task<Result<int>>(aws::Client&)>& work, bool& interrupted);

/// run_with_aws() with a Region, which is checked first.
int run_with_region(Context& context, const std::function<Task<Result<int>>(aws::Client&, std::string region)>& work);

}  // namespace cxsam::cli
