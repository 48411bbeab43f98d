// `publish`: into the Serverless Application Repository. Source: SAM CLI, "sam publish".
#include "cli/command.h"

#include <array>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "cli/aws_options.h"
#include "cli/load_project.h"
#include "cloud/publish.h"
#include "json/json.h"

namespace cxsam::cli {
namespace {

constexpr std::array kOptions{
    kTemplateFile,
    OptionSpec{.name = "semantic-version",
               .value_name = "VERSION",
               .help = "The version, in place of the SemanticVersion of the template's metadata."},
    OptionSpec{.name = "fail-on-same-version",
               .kind = OptionKind::Flag,
               .help = "Fail when the version is published already; without it the application's description is renewed."},
};

constexpr std::array kGroups{OptionGroup{"Application", kOptions}, OptionGroup{"AWS", kAwsOptions},
                             OptionGroup{"Configuration", kConfigOptions}};

int fail_with(Context& context, const Error& error) {
  context.terminal.out("Publish Failed\n");
  return report(context.terminal, error);
}

/// With the application's page in AWS's console.
std::string success_text(const cloud::Published& published, std::string_view region) {
  const std::string said =
      published.created ? "Created new application with the following metadata:"
                        : fmt::format("The following metadata of application \"{}\" has been updated:", published.application);
  return fmt::format(
      "Publish Succeeded\n{}\n{}\nClick the link below to view your application in AWS console:\n"
      "https://console.aws.amazon.com/serverlessrepo/home?region={}#/published-applications/{}\n",
      said, dump_json(published.metadata, 2), region, replace_all(published.application, "/", "~"));
}

int run(Context& context) {
  const Result<project::Project> project = load_for_code(context, false);
  if (!project) return fail_with(context, project.error());
  const Result<cloud::Publication> publication =
      cloud::read_publication(project->root.source.root(), context.options.text_or("semantic-version", ""));
  if (!publication) return fail_with(context, publication.error());
  return run_with_region(context, [&](aws::Client& client, std::string region) -> Task<Result<int>> {
    const bool strict = context.options.flag("fail-on-same-version");
    const Result<cloud::Published> published = co_await cloud::publish(client, *publication, strict);
    if (!published) co_return fail_with(context, published.error());
    if (!published->new_version && publication->metadata.contains("SemanticVersion"))
      context.terminal.err("WARNING: Publishing with semantic version that already exists. This may cause issues deploying.\n");
    context.terminal.out(success_text(*published, region));
    co_return kDone;
  });
}

}  // namespace

extern const Command command_publish{
    .name = "publish",
    .summary = "Publish an application in the AWS Serverless Application Repository",
    .description =
        "Publishes a packaged template (`package --output-template-file`) with what its "
        "`Metadata.AWS::ServerlessRepo::Application` says: a new application, or a new version of one.",
    .examples = "cxsam publish -t packaged.yaml --semantic-version 1.2.0",
    .groups = kGroups,
    .run = run,
    .area = "Build and hand over"};

}  // namespace cxsam::cli
