// `transform`: the CloudFormation that AWS makes of a SAM template.
#include "cli/command.h"

#include "base/file.h"
#include "cli/commands/transform/options.h"
#include "cli/load_project.h"
#include "document/writer.h"
#include "project/expand.h"
#include "project/project.h"
#include "transform/source_map.h"

namespace cxsam::cli {
namespace {

Result<std::filesystem::path> template_of(const Context& context) {
  auto given = context.options.text("template-file");
  if (!context.arguments.empty()) given = context.arguments.front();
  return project::find_template(std::filesystem::current_path(), given, false);
}

int run(Context& context) {
  const auto path = template_of(context);
  if (!path) return report(context.terminal, path.error());
  const auto options = read_transform_options(context.options);
  if (!options) return report(context.terminal, options.error());
  Sources sources;
  const auto file = sources.load(*path);
  if (!file) return report(context.terminal, file.error());

  Diagnostics diagnostics;
  const std::optional<Node> made =
      project::transform_as_aws(sources, *file, *options, extension_style(context.options), diagnostics);
  diagnostics.sort_and_deduplicate();
  show_findings(context, sources, diagnostics);
  if (!made || diagnostics.has_errors()) return kFailed;
  if (const auto map = context.options.text("source-map")) {
    const auto written = write_file_atomically(*map, transform::source_map(*made, sources));
    if (!written) return report(context.terminal, written.error());
  }
  context.terminal.out(context.options.text_or("output", "json") == "yaml" ? write_yaml(*made) : write_json(*made) + "\n");
  return kDone;
}

}  // namespace

extern const Command command_transform{
    .name = "transform",
    .summary = "Show the CloudFormation that AWS makes of a SAM template",
    .description =
        "Prints the CloudFormation that the `AWS::Serverless-2016-10-31` transform makes of the template. Local paths stay as "
        "they are written, relative to the template, and one note says so; with `--require-s3` they are errors, as on AWS.\n\n"
        "Resource types that are not known are named in a warning and stay as they are.",
    .arguments = "[TEMPLATE]",
    .max_arguments = 1,
    .argument_kind = OptionKind::Path,
    .examples =
        "cxsam transform\ncxsam transform packaged.yaml --require-s3 --region eu-west-1 --output yaml\ncxsam transform "
        "--source-map map.json",
    .groups = kTransformGroups,
    .run = run,
    .area = "Check",
};

}  // namespace cxsam::cli
