#include "cli/commands/deploy/save_answers.h"

#include <algorithm>
#include <filesystem>
#include <string_view>

#include <fmt/format.h>

#include "base/file.h"
#include "base/text.h"
#include "cli/paths.h"
#include "cli/sam_commands.h"
#include "config/samconfig.h"
#include "config/save_parameters.h"
#include "config/save_yaml.h"

namespace cxsam::cli::deploy_command {
namespace {

namespace fs = std::filesystem;
using config::SavedParameter;

constexpr std::string_view kSaved =
    "\n\tSaved arguments to config file\n"
    "\tRunning '{} deploy' for future deployments will use the parameters saved above.\n"
    "\tThe above parameters can be changed by modifying samconfig.toml\n"
    "\tLearn more about samconfig.toml syntax at \n"
    "\thttps://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-sam-cli-config.html\n\n";

/// `Stage="prod" Names="a,b"`
std::string parameters_text(const Guided& guided) {
  std::string text;
  for (const auto& [name, value] : guided.parameters)
    text += fmt::format("{}{}=\"{}\"", text.empty() ? "" : " ", name, replace_all(value, "\"", "\\\""));
  return text;
}

/// `Hello="Profile:123456789012" Deps="Profile"`
std::string profiles_text(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) {
    const std::size_t equals = word.find('=');
    text += fmt::format("{}{}=\"{}\"", text.empty() ? "" : " ", word.substr(0, equals), word.substr(equals + 1));
  }
  return text;
}

/// The Region that all commands of the environment have.
std::string global_region(const Guided& guided) {
  const std::vector<std::string> commands = commands_with_tables();
  const auto read = config::read_samconfig(guided.file, {guided.environment, "deploy", commands});
  if (!read) return "";
  const auto found = std::ranges::find(read->global, "region", &config::Setting::key);
  return found == read->global.end() || found->texts.empty() ? "" : found->texts.front();
}

std::vector<SavedParameter> parameters_of(const Guided& guided, bool region_is_global) {
  const config::Values& options = guided.options;
  std::vector<SavedParameter> saved;
  const auto text = [&](std::string key, std::string value) {
    saved.push_back({std::move(key), OptionKind::Text, {std::move(value)}});
  };
  const auto switched_on = [&](std::string_view option) {
    if (options.flag(option)) saved.push_back({config::config_key(option), OptionKind::Flag, {"true"}});
  };
  text("stack_name", options.text_or("stack-name", ""));
  if (options.has("s3-bucket"))
    text("s3_bucket", options.text_or("s3-bucket", ""));
  else
    saved.push_back({"resolve_s3", OptionKind::Flag, {"true"}});
  text("s3_prefix", options.text_or("s3-prefix", ""));
  if (region_is_global)
    saved.push_back({"region", OptionKind::Text, {}});
  else
    text("region", options.text_or("region", ""));
  if (const auto profile = options.text("profile")) text("profile", *profile);
  switched_on("confirm-changeset");
  text("capabilities", join(options.list("capabilities"), " "));
  switched_on("disable-rollback");
  if (!guided.parameters.empty()) text("parameter_overrides", parameters_text(guided));
  saved.push_back({"image_repositories", OptionKind::List, {}});
  if (!guided.profiles.empty()) text("signing_profiles", profiles_text(guided.profiles));
  return saved;
}

}  // namespace

Result<void> save_answers(Context& context, const Guided& guided) {
  const fs::path path = absolute(guided.file);
  const bool yaml = path.extension() == ".yaml" || path.extension() == ".yml";
  if (!yaml && path.extension() != ".toml")
    return fail("answers are kept in TOML and YAML files, not in `" + guided.file + "`");
  const auto save = yaml ? config::save_yaml_parameters : config::save_parameters;
  std::error_code ignored;
  const bool there = fs::exists(path, ignored);
  const Result<std::string> old = there ? read_file(path) : std::string();
  if (!old) return fail(old.error());
  const std::string region = guided.options.text_or("region", "");
  const std::string global = there ? global_region(guided) : "";
  const bool is_global = global == region;
  if (is_global)
    context.terminal.err(
        fmt::format("\n\tParameter \"region={0}\" in [{1}.deploy.parameters] is defined as a global parameter "
                    "[{1}.global.parameters].\n\tThis parameter will be only saved under [{1}.global.parameters] "
                    "in {2}.\n",
                    region, guided.environment, path.string()));
  std::vector<SavedParameter> parameters = parameters_of(guided, is_global);
  if (yaml)  // from which nothing is taken away
    std::erase_if(parameters, [](const SavedParameter& each) { return each.texts.empty() && each.kind != OptionKind::List; });
  Result<std::string> text = save(guided.file, *old, guided.environment, "deploy", parameters);
  if (text && global.empty()) {
    const std::vector<SavedParameter> shared{{"region", OptionKind::Text, {region}}};
    text = save(guided.file, *text, guided.environment, "global", shared);
  }
  if (!text) return fail(std::move(text.error()).with("saving the answers in `" + guided.file + "`"));
  if (Result<void> written = write_file_atomically(path, *text); !written) return written;
  context.terminal.out(fmt::format(kSaved, context.program()));
  return {};
}

}  // namespace cxsam::cli::deploy_command
