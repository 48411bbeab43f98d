#include "config/save_parameters.h"

#include <algorithm>
#include <cctype>

#include "base/toml_string.h"
#include "config/toml_text.h"

namespace cxsam::config {
namespace {

struct Edit {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string text;
};

std::string bare_or_quoted(std::string_view key) {
  const auto is_bare = [](unsigned char c) { return std::isalnum(c) != 0 || c == '_' || c == '-'; };
  return !key.empty() && std::ranges::all_of(key, is_bare) ? std::string(key) : toml_string(key);
}

std::string toml_value(const SavedParameter& parameter) {
  if (parameter.kind == OptionKind::Flag || parameter.kind == OptionKind::Number) return parameter.texts.front();
  if (parameter.kind != OptionKind::List) return toml_string(parameter.texts.front());
  std::string list;
  for (const std::string& text : parameter.texts) list += (list.empty() ? "" : ", ") + toml_string(text);
  return "[" + list + "]";
}

bool is_removal(const SavedParameter& parameter) { return parameter.texts.empty() && parameter.kind != OptionKind::List; }

std::string assignment(const SavedParameter& parameter) { return parameter.key + " = " + toml_value(parameter) + "\n"; }

/// The byte after the line that holds `offset`.
std::size_t next_line(std::string_view text, std::size_t offset) {
  const std::size_t end = text.find('\n', offset);
  return end == std::string_view::npos ? text.size() : end + 1;
}

/// Where keys can be added: after the last value of the table, or after its header.
std::size_t end_of_table(std::string_view text, const toml::table& table) {
  const TomlLines lines(text);
  std::size_t last = lines.offset(table.source().begin);
  for (const auto& [key, value] : table) {
    if (!value.is_table()) last = std::max(last, lines.offset(value.source().end) - 1);
  }
  return next_line(text, last);
}

std::string apply(std::string text, std::vector<Edit> edits) {
  std::ranges::stable_sort(edits, std::ranges::greater{}, &Edit::begin);
  for (const Edit& edit : edits) text.replace(edit.begin, edit.end - edit.begin, edit.text);
  return text;
}

std::string append_table(std::string text, const std::string& header, std::span<const SavedParameter> parameters) {
  if (text.empty()) text = "version = 0.1\n";
  if (!text.ends_with('\n')) text += '\n';
  text += "\n" + header + "\n";
  for (const SavedParameter& parameter : parameters)
    if (!is_removal(parameter)) text += assignment(parameter);
  return text;
}

std::string change_table(std::string text, const toml::table& table, std::span<const SavedParameter> parameters) {
  const TomlLines lines(text);
  std::vector<Edit> edits;
  std::string added;
  for (const SavedParameter& parameter : parameters) {
    const toml::node* value = table.get(parameter.key);
    if (value != nullptr && is_removal(parameter)) {
      const std::size_t at = lines.offset(value->source().begin);
      edits.push_back({text.rfind('\n', at) + 1, next_line(text, lines.offset(value->source().end) - 1), ""});
    } else if (is_removal(parameter)) {
      continue;
    } else if (value != nullptr) {
      edits.push_back({lines.offset(value->source().begin), lines.offset(value->source().end), toml_value(parameter)});
    } else {
      added += assignment(parameter);
    }
  }
  const std::size_t end = end_of_table(text, table);
  if (!added.empty() && end == text.size() && !text.ends_with('\n')) added.insert(0, "\n");
  edits.push_back({end, end, added});
  return apply(std::move(text), std::move(edits));
}

}  // namespace

Result<std::string> save_parameters(const std::string& path, std::string_view text, std::string_view environment,
                                    std::string_view command, std::span<const SavedParameter> parameters) {
  const std::string header = "[" + bare_or_quoted(environment) + "." + bare_or_quoted(command) + ".parameters]";
  const Result<toml::table> file = parse_toml(path, text);
  if (!file) return fail(file.error());
  const auto node = (*file)[environment][command]["parameters"];
  const toml::table* table = node.as_table();
  // A header is written at the start of a line; an inline table is not.
  const bool has_header = table != nullptr && text.substr(TomlLines(text).offset(table->source().begin)).starts_with('[');
  const auto no_place = [&] {
    return fail(path + ": `" + header + "` is not written as a table of its own, so that nothing can be added to it");
  };
  if (node && !has_header) return no_place();
  std::string changed =
      node ? change_table(std::string(text), *table, parameters) : append_table(std::string(text), header, parameters);
  // An inline table around it takes no header either.
  if (!parse_toml(path, changed)) return no_place();
  return changed;
}

}  // namespace cxsam::config
