// `local start-lambda`: the Lambda API of a template on a port of this machine. Source: SAM CLI, "sam local start-lambda".
#include "local/start_lambda.h"

#include <array>
#include <limits>

#include "cli/command.h"
#include "cli/guard_options.h"
#include "cli/hooks.h"
#include "cli/local_options.h"
#include "cli/template_options.h"

namespace cxsam::cli {
namespace {

constexpr std::array kTemplateOptions{kTemplateFile, kParameterOverrides, kRegion, kProfile};

constexpr auto kAddressOptions = address_options("3001");

constexpr std::array kServerOptions{
    kIamCredentials,
    OptionSpec{
        .name = "sam-compat",
        .kind = OptionKind::Flag,
        .help =
            "Answer as `sam local start-lambda` does where AWS answers otherwise: no log tail, no qualifier, no DryRun, its "
            "error types. On under the name `sam`.",
        .only_here = true},
};

constexpr std::array kGroups{OptionGroup{"Template", kTemplateOptions},
                             OptionGroup{"Address", kAddressOptions},
                             OptionGroup{"Server", kServerOptions},
                             OptionGroup{"Running", kServeOptions},
                             OptionGroup{"Functions", kFunctionOptions},
                             OptionGroup{"Debugging", kDebugOptions},
                             OptionGroup{"Without effect", kLocalIgnoredOptions},
                             OptionGroup{"Without effect", kServeIgnoredOptions},
                             OptionGroup{"Configuration", kConfigOptions}};

int run(Context& context) {
  if (const auto code = refuse_hooks(context)) return *code;
  const auto options = read_serve_options(context);
  if (!options) return report(context.terminal, options.error());
  auto guards = local::read_guard_options(read_guard_wishes(context.options), *options);
  if (!guards) return report(context.terminal, guards.error());
  const auto served = local::start_lambda(
      *options, {.address = read_address(context.options), .only = context.arguments, .guards = std::move(*guards)});
  return served ? kDone : report(context.terminal, served.error());
}

}  // namespace

extern const Command command_local_start_lambda{
    .name = "local start-lambda",
    .summary = "Serve the functions of a template as the Lambda API",
    .description =
        "Answers the Lambda API on one port, so that SDKs, the AWS CLI and other programs call the functions of the template "
        "as they would on AWS: Invoke (RequestResponse, Event, DryRun, log tail), InvokeWithResponseStream, ListFunctions, "
        "GetFunction and GetFunctionConfiguration. Functions are named by logical id, FunctionName, ARN, or their path in "
        "nested stacks; with arguments only the named ones are served. Function URLs answer beside it, and check signatures "
        "where they ask for them (AWS_IAM); the API itself checks none.\n\n"
        "Functions run as processes of this machine: from `.aws-sam/build` where it is there, else straight from their source "
        "folders. Code and template are watched: a change counts from the next call on.\n\n"
        "Ctrl-C or SIGTERM ends it with exit code 0, when the calls under way are answered.",
    .arguments = "[FUNCTION]...",
    .max_arguments = std::numeric_limits<std::size_t>::max(),
    .examples =
        "cxsam local start-lambda\ncxsam local start-lambda --port 0 --warm-containers EAGER\n"
        "curl -d '{}' http://127.0.0.1:3001/2015-03-31/functions/Hello/invocations",
    .groups = kGroups,
    .run = run,
    .wrong_use = fault_of_serving,
    .area = "Run locally"};

}  // namespace cxsam::cli
