// cxsam validate: everything that is wrong with templates, without AWS.
#include "cli/command.h"

#include <filesystem>
#include <limits>

#include "cli/commands/validate/inputs.h"
#include "cli/commands/validate/options.h"
#include "cli/commands/validate/view.h"
#include "cli/settings.h"
#include "lint/output.h"
#include "lint/today.h"
#include "lint/validate.h"

namespace cxsam::cli {
namespace validate {
namespace {

Result<lint::Request> make_request(const Context& context) {
  lint::Request request;
  request.profile = context.options.text_or("limits", "current");
  const std::optional<facts::Limits> limits = facts::find_limits(request.profile);
  if (!limits) return fail("there are no limits called `" + request.profile + "`");
  request.limits = *limits;
  request.today = lint::today(environment_variable("SOURCE_DATE_EPOCH"));
  request.environment.region = context.options.text_or("region", request.environment.region);
  Result<tmpl::ParameterOverrides> parameters = tmpl::parse_parameter_overrides(context.options.list("parameter-overrides"));
  if (!parameters) return fail(std::move(parameters.error()).with("reading `--parameter-overrides`"));
  request.parameters = std::move(*parameters);
  request.selection = {.ignore = context.options.list("ignore-checks"),
                       .include = context.options.list("include-checks"),
                       .mandatory = context.options.list("mandatory-checks"),
                       .own_rules = context.options.text("output") != "cfn-lint-json"};
  return request;
}

// SAM CLI says it in its own words here, other than in its other commands.
int report_no_template(Context& context, const Error& error) {
  if (!context.as_sam) return report(context.terminal, error);
  const std::filesystem::path path = std::filesystem::absolute(context.options.text_or("template-file", "template.yml"));
  context.terminal.out("SAM Template Not Found\n");
  return report(context.terminal, Error{"Template at " + path.lexically_normal().string() + " is not found"});
}

void show(Context& context, const std::vector<lint::Report>& reports, bool failed) {
  for (const lint::Report& each : reports)
    if (each.failure) report(context.terminal, *each.failure);
  const lint::Output* output = lint::find_output(context.options.text_or("output", "text"));
  context.terminal.out(output->render(reports, {.colour = context.terminal.colour_out()}));
  if (context.as_sam && reports.size() == 1 && !reports[0].failure)
    show_as_sam(context.terminal, reports[0], context.options.flag("lint"), failed);
  else if (!context.options.flag("quiet"))
    show_summary(context.terminal, count(reports));
}

int run(Context& context) {
  const Result<lint::Request> request = make_request(context);
  if (!request) return report(context.terminal, request.error());
  const Result<std::vector<lint::Input>> inputs = find_inputs(context);
  if (!inputs) return report_no_template(context, inputs.error());

  const std::vector<lint::Report> reports = lint::validate_all(*inputs, *request);
  const Tally tally = count(reports);
  const bool warnings_fail = context.options.flag("strict") || (context.as_sam && context.options.flag("lint"));
  const bool failed = tally.failures + tally.errors > 0 || (warnings_fail && tally.warnings > 0);
  show(context, reports, failed);
  return failed ? kFailed : kDone;
}

}  // namespace
}  // namespace validate

extern const Command command_validate;
const Command command_validate{
    .name = "validate",
    .summary = "Check templates: syntax, names, Lambda's limits, code on the disk",
    .description =
        "Reads SAM and CloudFormation templates and shows everything that is wrong, each at its line, with what to do. Nothing "
        "is "
        "sent to AWS. Errors are what AWS would refuse or what could not run; warnings never fail unless `--strict` says "
        "so.\n\n"
        "PATH is a file, a folder (its templates are found) or `-` for standard input; files that are no templates are passed "
        "over, so that a pre-commit hook may hand over every YAML and JSON file. Without PATH the template of this folder is "
        "checked. SOURCE_DATE_EPOCH stands for today when dates of runtimes are compared.\n\n"
        "Exit codes: 0 nothing found or warnings only, 1 errors, 2 usage.",
    .arguments = "[PATH]...",
    .max_arguments = std::numeric_limits<std::size_t>::max(),
    .examples =
        "cxsam validate\n"
        "cxsam validate services/ infra/network.yaml --strict\n"
        "cxsam validate --limits classic --parameter-overrides Memory=512\n"
        "cxsam validate --output json - < template.yaml",
    .groups = validate::kGroups,
    .run = validate::run,
    .area = "Check",
};

}  // namespace cxsam::cli
