// `transform`: the CloudFormation that AWS makes of a SAM template.
#include "cli/command.h"

#include <algorithm>
#include <iterator>

#include "base/file.h"
#include "cli/commands/transform/options.h"
#include "cli/load_project.h"
#include "document/reader.h"
#include "document/writer.h"
#include "project/project.h"
#include "template/language_extensions.h"
#include "transform/source_map.h"

namespace cxsam::cli {
namespace {

Result<std::filesystem::path> template_of(const Context& context) {
  auto given = context.options.text("template-file");
  if (!context.arguments.empty()) given = context.arguments.front();
  return project::find_template(std::filesystem::current_path(), given, false);
}

/// What AWS's transform reads without a word, though it is not what the user meant: it is only warned of.
std::optional<Node> read_as_aws(Sources& sources, FileId file, Diagnostics& diagnostics) {
  Diagnostics found;
  auto document = read_document(sources, file, found, {.last_key_counts = true});
  for (Diagnostic& finding : found.items()) {
    if (finding.id == "CX0001" && document) finding.severity = Severity::Warning;  // `!Name` is `Fn::Name`
    diagnostics.items().push_back(std::move(finding));
  }
  return document;
}

/// A section without a value is no mistake to AWS's transform, but for the resources.
bool is_empty_section(const Diagnostic& finding, const Node& root) {
  return std::ranges::any_of(root.members, [&](const Member& section) {
    return section.value.is_null() && section.key != "Resources" && section.key_span.begin == finding.where.begin;
  });
}

std::optional<Node> transform_file(const config::Values& values, const transform::TransformOptions& options, Sources& sources,
                                   FileId file, Diagnostics& diagnostics) {
  auto document = read_as_aws(sources, file, diagnostics);
  if (document && tmpl::names_language_extensions(*document)) {
    document = tmpl::expand_language_extensions(std::move(*document), options.parameters, options.environment,
                                                extension_style(values), sources, diagnostics);
  }
  if (!document) return std::nullopt;
  Diagnostics shapes;
  const tmpl::Template source = tmpl::Template::from(std::move(*document), shapes);
  // Sections must be there. Whether every resource of CloudFormation is well-formed is what `validate` says.
  std::ranges::copy_if(shapes.items(), std::back_inserter(diagnostics.items()), [&](const Diagnostic& finding) {
    return finding.id == "E1001" && !is_empty_section(finding, source.root());
  });
  if (diagnostics.has_errors()) return std::nullopt;
  return transform::transform(source, options, sources, diagnostics);
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
  const std::optional<Node> made = transform_file(context.options, *options, sources, *file, diagnostics);
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

extern const Command command_transform;
const Command command_transform{
    .name = "transform",
    .summary = "Show the CloudFormation that AWS makes of a SAM template",
    .description =
        "Prints the CloudFormation that the `AWS::Serverless-2016-10-31` transform makes of the template. Locations of code "
        "and definitions must be in S3, as AWS demands: transform the template that `cxsam package` wrote.\n\n"
        "Resource types that are not known are named in a warning and stay as they are.",
    .arguments = "[TEMPLATE]",
    .max_arguments = 1,
    .argument_kind = OptionKind::Path,
    .examples =
        "cxsam transform packaged.yaml\ncxsam transform packaged.yaml --region eu-west-1 --output yaml\ncxsam transform "
        "packaged.yaml --source-map map.json",
    .groups = kTransformGroups,
    .run = run,
    .area = "Check",
};

}  // namespace cxsam::cli
