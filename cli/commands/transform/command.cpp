// `transform`: the CloudFormation that AWS makes of a SAM template.
#include "cli/command.h"

#include <array>

#include "base/file.h"
#include "cli/load_project.h"
#include "cli/options.h"
#include "document/reader.h"
#include "document/writer.h"
#include "json/json.h"
#include "project/project.h"
#include "transform/transform.h"

namespace cxsam::cli {
namespace {

constexpr std::array kOptions{
    kTemplateFile,
    OptionSpec{.name = "output",
               .aliases = "-o",
               .kind = OptionKind::Choice,
               .default_value = "json",
               .choices = "json,yaml",
               .help = "The form of the result."},
};

constexpr std::array kValueOptions{
    kParameterOverrides,
    OptionSpec{.name = "parameters",
               .kind = OptionKind::Path,
               .value_name = "FILE",
               .help = "Values for the template's parameters, in JSON: a map of names to values, or CloudFormation's list of "
                       "{ParameterKey, ParameterValue}."},
    kRegion,
    OptionSpec{.name = "managed-policies",
               .kind = OptionKind::Path,
               .value_name = "FILE",
               .help = "Managed policies of your account, in JSON: a map of names to ARNs. AWS's own are known."},
};

constexpr std::array kGroups{OptionGroup{"Template", kOptions}, OptionGroup{"What it is transformed for", kValueOptions},
                             OptionGroup{"Configuration", kConfigOptions}};

using Texts = std::map<std::string, std::string, std::less<>>;

/// A JSON map of texts, or CloudFormation's list of parameters.
Result<Texts> read_texts(const std::filesystem::path& path) {
  const auto text = read_file(path);
  if (!text) return fail(text.error());
  const auto json = parse_json(*text);
  if (!json) return fail(Error(json.error()).with("reading `" + path.string() + "`"));
  const auto as_text = [](const Json& value) { return value.is_string() ? value.get<std::string>() : dump_json(value); };
  Texts texts;
  if (json->is_object()) {
    for (const auto& [name, value] : json->items()) texts[name] = as_text(value);
    return texts;
  }
  for (const Json& entry : *json) {
    if (!entry.is_object() || !entry.contains("ParameterKey") || !entry.contains("ParameterValue")) {
      return fail("`" + path.string() + "` must be a map of names to values, or a list of {ParameterKey, ParameterValue}");
    }
    texts[as_text(entry["ParameterKey"])] = as_text(entry["ParameterValue"]);
  }
  return texts;
}

Result<transform::TransformOptions> read_options(const config::Values& values) {
  transform::TransformOptions options{
      .environment = {}, .parameters = {}, .artifacts = transform::ArtifactPaths::Required, .managed_policies = {}};
  options.environment.region = values.text_or("region", options.environment.region);
  if (const auto path = values.text("parameters")) {
    auto texts = read_texts(*path);
    if (!texts) return fail(texts.error());
    options.parameters = std::move(*texts);
  }
  const std::vector<std::string> words = values.list("parameter-overrides");
  auto overrides = tmpl::parse_parameter_overrides(words);
  if (!overrides) return fail(overrides.error());
  for (auto& [name, value] : *overrides) options.parameters[name] = std::move(value);
  if (const auto path = values.text("managed-policies")) {
    auto texts = read_texts(*path);
    if (!texts) return fail(texts.error());
    options.managed_policies = std::move(*texts);
  }
  return options;
}

Result<std::filesystem::path> template_of(const Context& context) {
  auto given = context.options.text("template-file");
  if (!context.arguments.empty()) given = context.arguments.front();
  return project::find_template(std::filesystem::current_path(), given, false);
}

int run(Context& context) {
  const auto path = template_of(context);
  if (!path) return report(context.terminal, path.error());
  const auto options = read_options(context.options);
  if (!options) return report(context.terminal, options.error());
  Sources sources;
  const auto file = sources.load(*path);
  if (!file) return report(context.terminal, file.error());

  Diagnostics diagnostics;
  std::optional<Node> made;
  if (auto document = read_document(sources, *file, diagnostics)) {
    Diagnostics not_asked_for;  // whether every resource is well-formed is what `validate` says
    const tmpl::Template source = tmpl::Template::from(std::move(*document), not_asked_for);
    made = transform::transform(source, *options, sources, diagnostics);
  }
  diagnostics.sort_and_deduplicate();
  show_findings(context, sources, diagnostics);
  if (!made || diagnostics.has_errors()) return kFailed;
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
        "Resource types and event sources that are not transformed yet are named in a warning and left out.",
    .arguments = "[TEMPLATE]",
    .max_arguments = 1,
    .examples = "cxsam transform packaged.yaml\ncxsam transform packaged.yaml --region eu-west-1 --output yaml",
    .groups = kGroups,
    .run = run,
    .area = "Check",
};

}  // namespace cxsam::cli
