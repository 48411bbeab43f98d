#include "lint/settings/settings.h"

#include <algorithm>
#include <array>

#include "base/did_you_mean.h"
#include "base/text.h"

namespace cxsam::lint {
namespace {

template <class T>
struct Field {
  std::string_view key;
  T Settings::*place;
};

using Texts = std::vector<std::string>;

constexpr std::array kLists{
    Field<Texts>{"ignore_checks", &Settings::ignore_checks},
    Field<Texts>{"include_checks", &Settings::include_checks},
    Field<Texts>{"mandatory_checks", &Settings::mandatory_checks},
    Field<Texts>{"configure_rules", &Settings::configure_rules},
    Field<Texts>{"regions", &Settings::regions},
    Field<Texts>{"templates", &Settings::templates},
    Field<Texts>{"ignore_templates", &Settings::ignore_templates},
    Field<Texts>{"custom_rules", &Settings::custom_rules},
};
constexpr std::array kTexts{
    Field<std::optional<std::string>>{"format", &Settings::format},
    Field<std::optional<std::string>>{"output_file", &Settings::output_file},
    Field<std::optional<std::string>>{"non_zero_exit_code", &Settings::non_zero_exit_code},
    Field<std::optional<std::string>>{"limits", &Settings::limits},
    Field<std::optional<std::string>>{"output", &Settings::output},
};
constexpr std::array kFlags{
    Field<std::optional<bool>>{"merge_configs", &Settings::merge_configs},
    Field<std::optional<bool>>{"include_experimental", &Settings::include_experimental},
    Field<std::optional<bool>>{"ignore_bad_template", &Settings::ignore_bad_template},
    Field<std::optional<bool>>{"strict", &Settings::strict},
};
// cfn-lint's, for what is not done here: its own plug-ins, its own way to give values to parameters.
constexpr std::array<std::string_view, 8> kWithoutMeaning{
    "append_rules",    "override_spec", "registry_schemas",    "deployment_files",
    "parameter_files", "parameters",    "template_parameters", "debug"};

template <class Fields>
auto find_field(const Fields& fields, std::string_view key) {
  const auto found = std::ranges::find(fields, key, [](const auto& field) { return field.key; });
  return found == fields.end() ? nullptr : &*found;
}

// `{E3012: {strict: true}}` as `E3012:strict=true`.
void add_rule_settings(const Node& map, Texts& words) {
  for (const Member& rule : map.members)
    for (const Member& setting : rule.value.members) {
      std::string value(setting.value.as_text().value_or(""));
      for (const Node& item : setting.value.items)
        value += (value.empty() ? "" : ",") + std::string(item.as_text().value_or(""));
      words.push_back(rule.key + ":" + setting.key + "=" + value);
    }
}

bool read_list(const Node& value, Texts& texts) {
  if (const auto text = value.as_text()) {
    texts.emplace_back(*text);
    return true;
  }
  for (const Node& item : value.items)
    if (const auto text = item.as_text()) texts.emplace_back(*text);
  return value.is_list() || value.is_null();
}

// False when the value has another form than the setting.
bool read_setting(std::string_view key, const Node& value, Settings& settings) {
  if (key == "configure_rules" && value.is_map()) {
    add_rule_settings(value, settings.configure_rules);
    return true;
  }
  if (key == "per_file_ignores") {
    for (const Member& glob : value.members) read_list(glob.value, settings.per_file_ignores[glob.key]);
    return value.is_map();
  }
  if (const auto* list = find_field(kLists, key)) return read_list(value, settings.*list->place);
  if (const auto* text = find_field(kTexts, key)) {
    if (const auto given = value.as_text()) settings.*text->place = std::string(*given);
    return value.is_scalar();
  }
  const auto* flag = find_field(kFlags, key);
  if (const auto given = value.as_bool()) settings.*flag->place = *given;
  return value.as_bool().has_value() || value.is_null();
}

bool is_setting(std::string_view key) {
  return key == "per_file_ignores" || find_field(kLists, key) || find_field(kTexts, key) || find_field(kFlags, key);
}

std::string unknown(const std::string& key) {
  std::vector<std::string> known;
  for (const auto& field : kLists) known.emplace_back(field.key);
  for (const auto& field : kTexts) known.emplace_back(field.key);
  for (const auto& field : kFlags) known.emplace_back(field.key);
  std::string problem = "`" + key + "` is no setting";
  for (const std::string& hint : did_you_mean(key, known)) problem += ": " + hint;
  return problem;
}

}  // namespace

Settings read_settings(const Node& map, std::vector<std::string>& problems) {
  Settings settings;
  if (!map.is_map() && !map.is_null()) problems.emplace_back("settings are a map of names and values");
  for (const Member& member : map.members) {
    const std::string key = replace_all(member.key, "-", "_");
    if (std::ranges::find(kWithoutMeaning, key) != kWithoutMeaning.end()) continue;
    if (!is_setting(key))
      problems.push_back(unknown(member.key));
    else if (!read_setting(key, member.value, settings))
      problems.push_back("`" + member.key + "` has a value of another form");
  }
  return settings;
}

Settings combine(const Settings& strong, const Settings& weak) {
  Settings all = strong;
  const bool merge = strong.merge_configs.value_or(weak.merge_configs.value_or(false));
  for (const auto& field : kLists) {
    Texts& list = all.*field.place;
    if (list.empty() || merge) list.insert(list.end(), (weak.*field.place).begin(), (weak.*field.place).end());
  }
  for (const auto& field : kTexts)
    if (!(all.*field.place)) all.*field.place = weak.*field.place;
  for (const auto& field : kFlags)
    if (!(all.*field.place)) all.*field.place = weak.*field.place;
  all.per_file_ignores.insert(weak.per_file_ignores.begin(), weak.per_file_ignores.end());
  return all;
}

const Node* metadata_settings(const Node& owner) { return owner.at_path({"Metadata", "cfn-lint", "config"}); }

std::vector<std::string_view> resource_ignores(const Node& resource) {
  std::vector<std::string_view> ids;
  const Node* settings = metadata_settings(resource);
  const Node* ignored = settings ? settings->find("ignore_checks") : nullptr;
  if (!ignored) return ids;
  for (const Node& id : ignored->items)
    if (const auto text = id.as_string()) ids.push_back(*text);
  return ids;
}

RuleSettings rule_settings(const std::vector<std::string>& configure_rules) {
  RuleSettings settings;
  for (const std::string& word : configure_rules) {
    const std::size_t colon = word.find(':'), equals = word.find('=', colon == std::string::npos ? 0 : colon);
    if (colon == std::string::npos || equals == std::string::npos) continue;
    settings[word.substr(0, colon)][word.substr(colon + 1, equals - colon - 1)] = word.substr(equals + 1);
  }
  return settings;
}

}  // namespace cxsam::lint
