// cxsam validate: everything that is wrong with templates, without AWS.
#include "cli/command.h"

#include <algorithm>
#include <filesystem>
#include <limits>

#include "base/file.h"
#include "base/glob.h"
#include "base/text.h"
#include "cli/commands/validate/inputs.h"
#include "cli/commands/validate/options.h"
#include "cli/commands/validate/settings.h"
#include "cli/commands/validate/view.h"
#include "cli/info.h"
#include "cli/on_change.h"
#include "lint/fixes/file.h"
#include "lint/outputs/output.h"
#include "lint/validate.h"

namespace cxsam::cli {
namespace validate {
namespace {

// SAM CLI says it in its own words here, other than in its other commands.
int report_no_template(Context& context, const Error& error) {
  if (!context.as_sam) return report(context.terminal, error);
  const std::filesystem::path path = std::filesystem::absolute(context.options.text_or("template-file", "template.yml"));
  context.terminal.out("SAM Template Not Found\n");
  return report(context.terminal, Error{"Template at " + path.lexically_normal().string() + " is not found"});
}

// In the working folder's terms, or where `--output-file` says.
Result<void> print(Context& context, const std::string& text) {
  const std::optional<std::string> file = context.options.text("output-file");
  if (file) return write_file_atomically(*file, text);
  context.terminal.out(text);
  return {};
}

void show(Context& context, const lint::Output& output, const std::vector<lint::Report>& reports, bool failed) {
  if (context.as_sam && reports.size() == 1 && !reports[0].failure)
    show_as_sam(context.terminal, reports[0], context.options.flag("lint"), failed);
  else if (!context.options.flag("quiet") && output.name != "quiet")
    show_summary(context.terminal, count(reports));
}

// Writes what can be fixed; standard input is not written to.
Result<void> fix_inputs(Context& context, const Inputs& inputs, const lint::Request& request) {
  const bool unsafe_too = context.options.flag("unsafe-fixes");
  for (const lint::Input& input : inputs.files) {
    if (input.text) continue;
    const Result<lint::FixedText> fixed = lint::fix_file(input.path, request, unsafe_too);
    if (!fixed || fixed->fixed == 0) continue;  // what cannot be read is reported by the check
    if (Result<void> written = write_file_atomically(input.path, fixed->text); !written) return written;
    context.terminal.err("Fixed " + plural(fixed->fixed, "finding") + " in " + input.path.string() + "\n");
  }
  return {};
}

Result<int> check_inputs(Context& context, const Inputs& inputs, const lint::Request& request) {
  const lint::Settings settings = lint::combine(request.settings, request.file_settings);
  const lint::Output* output = lint::find_output(settings.output.value_or("text"));
  if (!output) return fail("there is no output `" + *settings.output + "`");
  const std::vector<lint::Report> reports = lint::validate_all(inputs.files, request);
  const Tally tally = count(reports);
  if (!inputs.searched.empty() && tally.templates + tally.failures == 0) {
    report(context.terminal, Error{"there is no template in `" + join(inputs.searched, "`, `") + "`"});
    return kUsage;
  }
  const bool warnings_fail = settings.strict.value_or(false) || (context.as_sam && context.options.flag("lint"));
  const bool failed = tally.failures + tally.errors > 0 || (warnings_fail && tally.warnings > 0);
  for (const lint::Report& each : reports)
    if (each.failure) report(context.terminal, *each.failure);
  const std::string version = cli::version();
  const lint::OutputStyle style{.colour = context.terminal.colour_out(),
                                .warnings_fail = warnings_fail,
                                .version = version,
                                .folder = std::filesystem::current_path(),
                                .columns = context.terminal.columns_out()};
  if (Result<void> printed = print(context, output->render(reports, style)); !printed) return fail(printed.error());
  show(context, *output, reports, failed);
  return failed ? kFailed : kDone;
}

// Templates bring what lies around them: code, definitions, settings.
std::vector<std::filesystem::path> folders_of(const Inputs& inputs) {
  std::vector<std::filesystem::path> folders{std::filesystem::current_path()};
  for (const lint::Input& input : inputs.files)
    if (!input.text) folders.push_back(std::filesystem::absolute(input.path).parent_path());
  for (const std::string& folder : inputs.searched)
    if (!is_glob(folder)) folders.push_back(std::filesystem::absolute(folder));
  std::ranges::sort(folders);
  folders.erase(std::ranges::unique(folders).begin(), folders.end());
  return folders;
}

/// `watcher` is null without --watch. What --fix writes is no change to look at again.
Result<int> check_once(Context& context, Watcher* watcher) {
  const Result<lint::Request> request = make_request(context);
  if (!request) return fail(request.error());
  const Result<Inputs> inputs = find_inputs(context, lint::combine(request->settings, request->file_settings));
  if (!inputs) return report_no_template(context, inputs.error());
  if (context.options.flag("fix") || context.options.flag("unsafe-fixes"))
    if (const Result<void> fixed = fix_inputs(context, *inputs, *request); !fixed) return fail(fixed.error());
  if (watcher != nullptr) watcher->watch(folders_of(*inputs));
  return check_inputs(context, *inputs, *request);
}

int check(Context& context, Watcher* watcher) {
  const Result<int> code = check_once(context, watcher);
  return code ? *code : report(context.terminal, code.error());
}

int run(Context& context) {
  if (!context.options.flag("watch")) return check(context, nullptr);
  Watching watching;
  watching.watcher.watch({std::filesystem::current_path()});
  check(context, &watching.watcher);
  act_on_change(watching, "validate --watch", context.terminal, [&](const Changes&) { check(context, &watching.watcher); });
  return kDone;
}

}  // namespace
}  // namespace validate

extern const Command command_validate{
    .name = "validate",
    .summary = "Check templates: syntax, names, Lambda's limits, code on the disk",
    .description =
        "Reads SAM and CloudFormation templates and shows everything that is wrong, each at its line, with what to do. Nothing "
        "is sent to AWS. Errors are what AWS would refuse or what could not run; warnings never fail unless `--strict` says "
        "so.\n\n"
        "PATH is a file, a folder (its templates are found), a glob (`services/**/template.yaml`) or `-` for standard input; "
        "files that are no templates are passed over, so that a pre-commit hook may hand over every YAML and JSON file. "
        "Without PATH the template of this folder is checked. SOURCE_DATE_EPOCH stands for today when dates of runtimes are "
        "compared.\n\n"
        "What is left out, included and configured comes from the command line, else from the template's Metadata (`cfn-lint: "
        "{config: {ignore_checks: [...]}}`), else from [validate] of cxsam.toml in this folder or above it, else from "
        ".cfnlintrc here or in your home folder. A resource's own Metadata leaves ids out for that resource.\n\n"
        "--fix changes what can be changed without another meaning (a DependsOn that says nothing new, an Fn::Sub without "
        "variables, `rate(1 minutes)`), --unsafe-fixes also removes unused parameters, mappings and conditions; comments and "
        "layout stay. --watch checks again whenever something changes.\n\n"
        "Exit codes: 0 nothing found or warnings only, 1 errors, 2 usage, or no template in the folders and globs given.",
    .arguments = "[PATH]...",
    .max_arguments = std::numeric_limits<std::size_t>::max(),
    .argument_kind = OptionKind::Path,
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
