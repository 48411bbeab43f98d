#include <sstream>

#include "config/samconfig_formats.h"
#include "config/toml_text.h"

namespace cxsam::config {
namespace {

/// A scalar as an option's text; dates keep TOML's form.
std::string scalar_text(const toml::node& node) {
  if (const auto* text = node.as_string()) return text->get();
  if (const auto* flag = node.as_boolean()) return flag->get() ? "true" : "false";
  if (const auto* number = node.as_integer()) return std::to_string(number->get());
  std::ostringstream out;
  node.visit([&out](const auto& value) {
    if constexpr (toml::is_value<decltype(value)>) out << value.get();
  });
  return std::move(out).str();
}

Setting make_setting(const std::string& path, const toml::key& key, const toml::node& value) {
  Setting setting{std::string(key.str()), {}, false, toml_place(path, key.source().begin)};
  if (const auto* list = value.as_array()) {
    setting.is_list = true;
    for (const toml::node& item : *list) setting.texts.push_back(scalar_text(item));
  } else if (const auto* table = value.as_table()) {
    setting.is_list = true;
    for (const auto& [name, item] : *table) setting.texts.push_back(std::string(name.str()) + "=" + scalar_text(item));
  } else {
    setting.texts.push_back(scalar_text(value));
  }
  return setting;
}

std::vector<Setting> settings_of(const std::string& path, const toml::table& file, std::string_view environment,
                                 std::string_view command) {
  std::vector<Setting> settings;
  const toml::table* table = file[environment][command]["parameters"].as_table();
  if (table == nullptr) return settings;
  for (const auto& [key, value] : *table) settings.push_back(make_setting(path, key, value));
  return settings;
}

}  // namespace

Result<Samconfig> parse_samconfig_toml(const std::string& path, std::string_view text, std::string_view environment,
                                       std::string_view command) {
  const Result<toml::table> file = parse_toml(path, text);
  if (!file) return fail(file.error());
  Samconfig config{settings_of(path, *file, environment, command), settings_of(path, *file, environment, "global"), {}};
  if (!file->contains("version")) config.warnings.push_back(version_warning(path));
  return config;
}

}  // namespace cxsam::config
