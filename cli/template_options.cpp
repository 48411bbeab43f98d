#include "cli/template_options.h"

namespace cxsam::cli {

Result<TemplateChoice> read_template_choice(const config::Values& values) {
  Result<tmpl::ParameterOverrides> parameters = tmpl::parse_parameter_overrides(values.list("parameter-overrides"));
  if (!parameters) return fail(std::move(parameters.error()).with("reading `--parameter-overrides`"));
  std::optional<std::string> file = values.text("template-file");
  if (file && file->empty()) return fail("`--template-file` names no file: its value is empty");
  TemplateChoice choice{.file = std::move(file), .parameters = std::move(*parameters), .environment = {}};
  choice.environment.region = values.text_or("region", choice.environment.region);
  return choice;
}

std::optional<Error> fault_of_overrides(const config::Values& values) {
  auto parameters = tmpl::parse_parameter_overrides(values.list("parameter-overrides"));
  return parameters ? std::nullopt : std::optional(std::move(parameters.error()));
}

}  // namespace cxsam::cli
