// `pipeline bootstrap`: recognised. Source: SAM CLI, "sam pipeline bootstrap".
#include "cli/command.h"

#include <array>

#include "cli/options.h"
#include "cli/pipelines.h"

namespace cxsam::cli {
namespace {

constexpr std::array kOptions{
    OptionSpec{.name = "stage", .value_name = "NAME", .help = "The stage that resources are for."},
    OptionSpec{.name = "interactive", .kind = OptionKind::Flag, .help = "Ask for what is missing.", .negatable = true},
    OptionSpec{
        .name = "confirm-changeset", .kind = OptionKind::Flag, .help = "Ask before anything is made.", .negatable = true},
    OptionSpec{.name = "pipeline-user", .value_name = "ARN", .help = "A user that is there."},
    OptionSpec{.name = "pipeline-execution-role", .value_name = "ARN", .help = "A role that is there."},
    OptionSpec{.name = "cloudformation-execution-role", .value_name = "ARN", .help = "A role that is there."},
    OptionSpec{.name = "bucket", .value_name = "ARN", .help = "A bucket that is there."},
    OptionSpec{.name = "create-image-repository", .kind = OptionKind::Flag, .help = "Make a repository.", .negatable = true},
    OptionSpec{.name = "image-repository", .value_name = "ARN", .help = "A repository that is there."},
    OptionSpec{.name = "permissions-provider",
               .kind = OptionKind::Choice,
               .choices = "oidc,iam",
               .help = "How a build server gets its rights."},
    OptionSpec{.name = "oidc-provider-url", .value_name = "URL", .help = "The provider's address."},
    OptionSpec{.name = "oidc-client-id", .value_name = "ID", .help = "The client's id."},
    OptionSpec{.name = "oidc-provider", .value_name = "NAME", .help = "The provider's name."},
    OptionSpec{.name = "github-org", .value_name = "NAME", .help = "Of GitHub."},
    OptionSpec{.name = "github-repo", .value_name = "NAME", .help = "Of GitHub."},
    OptionSpec{.name = "deployment-branch", .value_name = "NAME", .help = "The branch that is deployed."},
    OptionSpec{.name = "gitlab-group", .value_name = "NAME", .help = "Of GitLab."},
    OptionSpec{.name = "gitlab-project", .value_name = "NAME", .help = "Of GitLab."},
    OptionSpec{.name = "bitbucket-repo-uuid", .value_name = "UUID", .help = "Of Bitbucket."},
    OptionSpec{.name = "cicd-provider", .value_name = "NAME", .help = "The build server."},
    OptionSpec{.name = "region", .value_name = "REGION", .help = "The Region of the resources."},
    OptionSpec{.name = "profile", .value_name = "NAME", .help = "The profile of your AWS credentials file."},
};
constexpr std::array kGroups{OptionGroup{"Pipeline", kOptions}, OptionGroup{"Configuration", kConfigOptions}};

std::optional<Error> find_wrong_use(const Context& context) {
  const config::Values& values = context.options;
  const bool asks = !values.has("interactive") || values.flag("interactive");
  if (asks || values.has("stage")) return std::nullopt;
  return Error{"Missing required parameter '--stage'"};
}

}  // namespace

extern const Command command_pipeline_bootstrap{
    .name = "pipeline bootstrap",
    .summary = "Say how to get the resources of a pipeline",
    .description = "cxsam makes no pipelines. It says what to use instead, and exits with 1.",
    .examples = "cxsam pipeline bootstrap --stage dev",
    .groups = kGroups,
    .run = say_how_to_make_pipelines,
    .wrong_use = find_wrong_use,
    .area = "Build and hand over"};

}  // namespace cxsam::cli
