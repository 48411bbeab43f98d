#include "config/toml_document.h"

#include <sstream>

#include <fmt/format.h>

#include "base/file.h"
#include "config/toml_text.h"

namespace cxsam::config {
namespace {

/// Makes nodes that know where they stand in the text.
class Conversion {
 public:
  Conversion(FileId file, std::string_view text) : file_(file), lines_(text) {}

  [[nodiscard]] Node to_node(const toml::node& value) const {
    Node origin;
    origin.span = span_of(value.source());
    if (const auto* text = value.as_string()) return make_string(text->get(), origin);
    if (const auto* flag = value.as_boolean()) return make_bool(flag->get(), origin);
    if (const auto* number = value.as_integer()) return make_int(number->get(), origin);
    if (const auto* number = value.as_floating_point()) return make_string(fmt::format("{}", number->get()), origin);
    if (const auto* list = value.as_array()) {
      Node node = make_list({}, origin);
      for (const toml::node& item : *list) node.push(to_node(item));
      return node;
    }
    if (const auto* table = value.as_table()) {
      Node node = make_map({}, origin);
      for (const auto& [key, item] : *table)
        node.members.push_back({std::string(key.str()), span_of(key.source()), to_node(item)});
      return node;
    }
    return make_string(text_of_date(value), origin);
  }

 private:
  [[nodiscard]] Span span_of(const toml::source_region& region) const {
    return {file_, static_cast<std::uint32_t>(lines_.offset(region.begin)),
            static_cast<std::uint32_t>(lines_.offset(region.end))};
  }

  static std::string text_of_date(const toml::node& value) {
    std::ostringstream out;
    value.visit([&out](const auto& scalar) {
      if constexpr (toml::is_value<decltype(scalar)>) out << scalar.get();
    });
    return std::move(out).str();
  }

  FileId file_;
  TomlLines lines_;
};

}  // namespace

Result<Node> parse_toml_document(const Sources& sources, FileId file) {
  const std::string& text = sources.text(file);
  const Result<toml::table> table = parse_toml(sources.path(file), text);
  if (!table) return fail(table.error());
  return Conversion(file, text).to_node(*table);
}

Result<Node> read_toml_document(const std::filesystem::path& path) {
  Sources sources;
  const Result<FileId> file = sources.load(path);
  if (!file) return fail(file.error());
  return parse_toml_document(sources, *file);
}

std::optional<std::filesystem::path> find_upwards(std::filesystem::path folder, std::string_view name) {
  std::error_code ignored;
  for (;; folder = folder.parent_path()) {
    if (std::filesystem::is_regular_file(folder / name, ignored)) return folder / name;
    if (!folder.has_relative_path()) return std::nullopt;
  }
}

}  // namespace cxsam::config
