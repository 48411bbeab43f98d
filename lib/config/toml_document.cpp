#include "config/toml_document.h"

#include <sstream>

#include "base/file.h"
#include "config/toml_text.h"

namespace cxsam::config {
namespace {

Node to_node(const toml::node& value) {
  if (const auto* text = value.as_string()) return make_string(text->get());
  if (const auto* flag = value.as_boolean()) return make_bool(flag->get());
  if (const auto* number = value.as_integer()) return make_int(number->get());
  if (const auto* list = value.as_array()) {
    Node node = make_list();
    for (const toml::node& item : *list) node.push(to_node(item));
    return node;
  }
  if (const auto* table = value.as_table()) {
    Node node = make_map();
    for (const auto& [key, item] : *table) node.set(key.str(), to_node(item));
    return node;
  }
  std::ostringstream out;
  value.visit([&out](const auto& scalar) {
    if constexpr (toml::is_value<decltype(scalar)>) out << scalar.get();
  });
  return make_string(std::move(out).str());
}

}  // namespace

Result<Node> read_toml_document(const std::filesystem::path& path) {
  const Result<std::string> text = read_file(path);
  if (!text) return fail(text.error());
  const Result<toml::table> table = parse_toml(path.string(), *text);
  if (!table) return fail(table.error());
  return to_node(*table);
}

std::optional<std::filesystem::path> find_upwards(std::filesystem::path folder, std::string_view name) {
  std::error_code ignored;
  for (;; folder = folder.parent_path()) {
    if (std::filesystem::is_regular_file(folder / name, ignored)) return folder / name;
    if (!folder.has_relative_path()) return std::nullopt;
  }
}

}  // namespace cxsam::config
