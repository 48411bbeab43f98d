#include "cli/commands/validate/settings.h"

#include <filesystem>

#include "cli/lint_settings.h"
#include "cli/settings.h"
#include "cli/template_options.h"
#include "config/toml_document.h"
#include "facts/regions.h"
#include "lint/outputs/output.h"
#include "lint/settings/files.h"
#include "lint/settings/today.h"

namespace cxsam::cli::validate {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kFile = "cxsam.toml";

bool is_set(const Context& context, std::string_view option) {
  const auto origin = context.options.origin(option);
  return origin && *origin != config::Origin::Default;
}

Result<lint::Settings> read_cxsam_toml(const fs::path& path, std::vector<std::string>& warnings) {
  const Result<Node> file = config::read_toml_document(path);
  if (!file) return fail(file.error());
  const Node* table = file->find("validate");
  if (!table) return lint::Settings{};
  std::vector<std::string> problems;
  lint::Settings settings = lint::read_settings(*table, problems);
  for (const std::string& problem : problems) warnings.push_back(path.string() + ", [validate]: " + problem);
  for (std::vector<std::string>* files : {&settings.custom_rules, &settings.templates, &settings.ignore_templates})
    for (std::string& named : *files) named = (path.parent_path() / named).string();
  return settings;
}

Result<std::vector<lint::CustomRule>> read_custom_rules(const lint::Settings& settings) {
  std::vector<lint::CustomRule> all;
  for (const std::string& path : settings.custom_rules) {
    Result<std::vector<lint::CustomRule>> rules = lint::read_custom_rules(path);
    if (!rules) return fail(std::move(rules.error()).with("reading custom rules"));
    all.insert(all.end(), rules->begin(), rules->end());
  }
  return all;
}

}  // namespace

lint::Settings typed_settings(const Context& context) {
  const config::Values& options = context.options;
  lint::Settings settings = read_shared_settings(options);
  if (is_set(context, "merge-configs")) settings.merge_configs = options.flag("merge-configs");
  if (is_set(context, "include-experimental")) settings.include_experimental = options.flag("include-experimental");
  if (is_set(context, "strict")) settings.strict = options.flag("strict");
  if (is_set(context, "limits")) settings.limits = options.text("limits");
  if (is_set(context, "output")) settings.output = options.text("output");
  return settings;
}

Result<lint::Settings> settings_of_files(system::Terminal& terminal) {
  std::vector<std::string> warnings;
  lint::Settings settings;
  if (const auto path = config::find_upwards(fs::current_path(), kFile)) {
    Result<lint::Settings> read = read_cxsam_toml(fs::path(*path).lexically_relative(fs::current_path()), warnings);
    if (!read) return read;
    settings = std::move(*read);
  }
  const std::optional<std::string> home = environment_variable("HOME");
  const Result<lint::Settings> cfnlintrc =
      lint::read_cfnlintrc(fs::current_path(), home ? std::optional<fs::path>(*home) : std::nullopt, warnings);
  if (!cfnlintrc) return cfnlintrc;
  for (const std::string& warning : warnings) terminal.err("Warning: " + warning + "\n");
  return lint::combine(settings, *cfnlintrc);
}

Result<lint::Request> make_request(const Context& context) {
  lint::Request request;
  request.settings = typed_settings(context);
  Result<lint::Settings> files = settings_of_files(context.terminal);
  if (!files) return fail(files.error());
  request.file_settings = std::move(*files);
  const lint::Settings all = lint::combine(request.settings, request.file_settings);

  for (const std::string& region : all.regions)
    if (region != "ALL_REGIONS" && !facts::is_region(region)) return fail("there is no Region `" + region + "`");
  request.profile = all.limits.value_or("current");
  const std::optional<facts::Limits> limits = facts::find_limits(request.profile);
  if (!limits) return fail("there are no limits called `" + request.profile + "`");
  request.limits = *limits;
  request.today = lint::today(environment_variable("SOURCE_DATE_EPOCH"));
  Result<TemplateChoice> choice = read_template_choice(context.options);
  if (!choice) return fail(choice.error());
  request.environment = std::move(choice->environment);
  request.parameters = std::move(choice->parameters);
  Result<std::vector<lint::CustomRule>> rules = read_custom_rules(all);
  if (!rules) return fail(rules.error());
  request.custom_rules = std::move(*rules);
  if (const lint::Output* output = lint::find_output(all.output.value_or("text"))) request.dialect = output->dialect;
  return request;
}

}  // namespace cxsam::cli::validate
