#include "cli/cfn_lint/run.h"

#include <unistd.h>

#include <algorithm>
#include <filesystem>

#include "base/file.h"
#include "base/glob.h"
#include "cli/cfn_lint/formats.h"
#include "cli/cfn_lint/options.h"
#include "cli/help.h"
#include "cli/info.h"
#include "cli/lint_settings.h"
#include "cli/parser.h"
#include "cli/settings.h"
#include "facts/regions.h"
#include "lint/settings/files.h"
#include "lint/settings/today.h"

namespace cxsam::cli::cfn_lint {
namespace {

namespace fs = std::filesystem;

// cfn-lint's exit codes, see kCommand.
constexpr int kUsageError = 1;
constexpr int kInvalidRegion = 32;

/// The release whose options and forms are the measure.
constexpr const char* kCfnLintVersion = "1.58.0";

int usage(system::Terminal& terminal, const std::string& message) {
  terminal.err(usage_line(kCommand, "") + "\ncfn-lint: error: " + message + "\n");
  return kUsageError;
}

lint::Settings typed_settings(const config::Values& options) {
  lint::Settings settings = read_shared_settings(options);
  settings.templates = options.list("template");
  settings.format = options.text("format");
  settings.output_file = options.text("output-file");
  settings.non_zero_exit_code = options.text("non-zero-exit-code");
  if (options.flag("merge-configs")) settings.merge_configs = true;
  if (options.flag("include-experimental")) settings.include_experimental = true;
  if (options.flag("ignore-bad-template")) settings.ignore_bad_template = true;
  return settings;
}

Result<lint::Settings> file_settings(const config::Values& options, std::vector<std::string>& warnings) {
  if (const auto file = options.text("config-file")) return lint::read_settings_file(*file, warnings);
  const auto home = environment_variable("HOME");
  return lint::read_cfnlintrc(fs::current_path(), home ? std::optional<fs::path>(*home) : std::nullopt, warnings);
}

Result<lint::Request> make_request(system::Terminal& terminal, const config::Values& options) {
  lint::Request request;
  request.settings = typed_settings(options);
  std::vector<std::string> warnings;
  Result<lint::Settings> files = file_settings(options, warnings);
  for (const std::string& warning : warnings) terminal.err("Warning: " + warning + "\n");
  if (!files) return fail(files.error());
  request.file_settings = std::move(*files);
  request.profile = "current";
  request.limits = facts::find_limits(request.profile).value();
  request.today = lint::today(environment_variable("SOURCE_DATE_EPOCH"));
  request.dialect = &lint::kCfnLint;
  Result<tmpl::ParameterOverrides> parameters = tmpl::parse_parameter_overrides(options.list("parameters"));
  if (!parameters) return fail(parameters.error());
  request.parameters = std::move(*parameters);
  for (const std::string& path : lint::combine(request.settings, request.file_settings).custom_rules) {
    Result<std::vector<lint::CustomRule>> rules = lint::read_custom_rules(path);
    if (!rules) return fail(rules.error());
    request.custom_rules.insert(request.custom_rules.end(), rules->begin(), rules->end());
  }
  return request;
}

std::optional<std::string> unknown_region(const std::vector<std::string>& regions) {
  for (const std::string& region : regions)
    if (region != "ALL_REGIONS" && !facts::is_region(region)) return region;
  return std::nullopt;
}

/// A word that names no file, as cfn-lint reports it.
lint::Report not_found(const std::string& word) {
  lint::Report report;
  report.diagnostics.error("E0003", {}, "`" + word + "` matches no file");
  return report;
}

struct Inputs {
  std::vector<lint::Input> files;
  std::vector<lint::Report> missing;
};

Inputs find_inputs(const lint::Settings& settings, const std::vector<std::string>& words) {
  Inputs inputs;
  const auto ignored = [&settings](const fs::path& path) {
    return std::ranges::any_of(settings.ignore_templates, [&path](const std::string& glob) { return names_file(glob, path); });
  };
  const auto add = [&](const fs::path& path) {
    const bool known = std::ranges::find(inputs.files, path, &lint::Input::path) != inputs.files.end();
    if (!known && !ignored(path))
      inputs.files.push_back({.path = path, .text = std::nullopt, .kind = lint::Input::Kind::Template});
  };
  for (const std::string& word : words) {
    const std::vector<fs::path> found = file_exists(word) ? std::vector<fs::path>{word} : expand_glob(word);
    if (found.empty() && !settings.ignore_bad_template.value_or(false)) inputs.missing.push_back(not_found(word));
    for (const fs::path& path : found) add(path);
  }
  std::ranges::sort(inputs.files, {}, &lint::Input::path);
  return inputs;
}

// A file that cannot be read is a finding in it.
void take_failures(std::vector<lint::Report>& reports) {
  for (lint::Report& report : reports) {
    if (!report.failure) continue;
    report.diagnostics.error("E0000", {}, report.failure->message);
    report.failure.reset();
  }
}

void drop_unreadable(std::vector<lint::Report>& reports) {
  for (lint::Report& report : reports)
    std::erase_if(report.diagnostics.items(), [](const Diagnostic& finding) { return finding.id == "E0000"; });
}

int exit_code(const std::vector<lint::Report>& reports, std::string_view lowest) {
  int code = 0;
  for (const lint::Report& report : reports) {
    if (lowest != "none" && report.diagnostics.has_errors()) code |= 2;
    if (lowest != "none" && lowest != "error" && report.diagnostics.count(Severity::Warning) > 0) code |= 4;
    if (lowest == "informational" && report.diagnostics.count(Severity::Info) > 0) code |= 8;
  }
  return code;
}

int check(system::Terminal& terminal, const config::Values& options, std::vector<std::string> words) {
  const Result<lint::Request> request = make_request(terminal, options);
  if (!request) return usage(terminal, request.error().to_string());
  const lint::Settings settings = lint::combine(request->settings, request->file_settings);
  if (const auto region = unknown_region(settings.regions)) {
    terminal.err("cfn-lint: error: there is no Region `" + *region + "`\n");
    return kInvalidRegion;
  }
  if (words.empty()) words = settings.templates;
  const bool from_standard_input = words == std::vector<std::string>{"-"} || (words.empty() && ::isatty(STDIN_FILENO) == 0);
  if (words.empty() && !from_standard_input) return usage(terminal, "no template: name one, or give it on standard input");
  Inputs inputs;
  if (from_standard_input)
    inputs.files.push_back({.path = "", .text = read_file("/dev/stdin").value_or(""), .kind = lint::Input::Kind::Template});
  else
    inputs = find_inputs(settings, words);
  if (options.flag("list-templates")) {
    for (const lint::Input& input : inputs.files) terminal.out(input.path.string() + "\n");
    return 0;
  }
  std::vector<lint::Report> reports = lint::validate_all(inputs.files, *request);
  take_failures(reports);
  if (settings.ignore_bad_template.value_or(false)) drop_unreadable(reports);
  std::ranges::move(inputs.missing, std::back_inserter(reports));
  const std::string text = render(settings.format.value_or("default"), reports, version());
  if (!settings.output_file)
    terminal.out(text);
  else if (const Result<void> written = write_file_atomically(*settings.output_file, text); !written)
    return usage(terminal, written.error().to_string());
  return exit_code(reports, settings.non_zero_exit_code.value_or("informational"));
}

}  // namespace

int run(system::Terminal& terminal, std::span<const std::string> words) {
  Result<ParsedWords> parsed = parse_words(kCommand, words);
  if (!parsed) return usage(terminal, parsed.error().message);
  if (parsed->wants_help) {
    terminal.out(command_help(kCommand, {"", terminal.width(), terminal.colour_out()}));
    return 0;
  }
  std::vector<std::string> warnings;
  const auto no_environment = [](std::string_view) { return std::optional<std::string>(); };
  const Result<config::Values> options =
      config::apply_precedence(kCommand.groups, parsed->options, no_environment, {}, warnings);
  if (!options) return usage(terminal, options.error().message);
  note_options_without_effect(terminal, kCommand, *options);
  if (options->flag("version")) {
    terminal.out(std::string("cfn-lint ") + kCfnLintVersion + "\n");
    return 0;
  }
  if (options->flag("list-rules")) {
    terminal.out(rule_list());
    return 0;
  }
  if (options->flag("update-specs")) return 0;
  return check(terminal, *options, std::move(parsed->arguments));
}

}  // namespace cxsam::cli::cfn_lint
