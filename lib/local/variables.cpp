#include "local/variables.h"

#include <string_view>
#include <vector>

#include "base/file.h"
#include "base/text.h"
#include "local/env_file.h"
#include "local/env_json.h"

namespace cxsam::local {
namespace {

constexpr std::string_view kEndpoint = "AWS_ENDPOINT_URL";
constexpr std::string_view kForAll = "Parameters";

}  // namespace

Result<VariableOverrides> parse_overrides(std::string_view text, const Variables& shell) {
  if (trim(text).empty()) return fail("it is empty");
  if (!trim(text).starts_with('{')) {
    auto values = parse_env_file(text, shell);
    if (!values) return fail(std::move(values.error()).hint("or JSON: {\"FunctionId\": {\"NAME\": \"value\"}}"));
    return VariableOverrides{{std::string(kForAll), std::move(*values)}};
  }
  return parse_env_json(text);
}

Result<VariableOverrides> read_overrides(const std::filesystem::path& path, const Variables& shell) {
  const auto text = read_file(path);
  if (!text) return fail(text.error());
  auto overrides = parse_overrides(*text, shell);
  if (!overrides) return fail(std::move(overrides.error()).with("reading `" + path.string() + "` of `--env-vars`"));
  return overrides;
}

std::map<std::string, std::string> own_variables(const application::Function& function, const VariableOverrides& overrides,
                                                 const Variables& shell) {
  std::map<std::string, std::string> values = function.environment;
  const auto take_from = [&](const auto& source) {
    for (auto& [name, value] : values) {
      const auto found = source.find(name);
      if (found != source.end()) value = found->second;
    }
  };
  take_from(shell);
  std::vector<std::string> keys{std::string(kForAll)};
  keys.insert(keys.end(), function.aliases.begin(), function.aliases.end());
  keys.insert(keys.end(), {function.name, function.logical_id, function.full_path()});
  for (const std::string& key : keys) {
    const auto found = overrides.find(key);
    if (found != overrides.end()) take_from(found->second);
  }
  for (auto endpoint = shell.lower_bound(kEndpoint); endpoint != shell.end() && endpoint->first.starts_with(kEndpoint);
       ++endpoint) {
    values.emplace(endpoint->first, endpoint->second);
  }
  return values;
}

std::vector<std::string> unused_entries(const VariableOverrides& overrides, const application::Application& application) {
  std::vector<std::string> unused;
  for (const auto& [key, values] : overrides)
    if (key != kForAll && application.find_function(key) == nullptr) unused.push_back(key);
  return unused;
}

}  // namespace cxsam::local
