#include "config/save_parameters.h"

#include <algorithm>

#include "base/ascii.h"
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
  const auto is_bare = [](char c) { return is_letter_or_digit(c) || c == '_' || c == '-'; };
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

std::string assignment(const SavedParameter& parameter) {
  return bare_or_quoted(parameter.key) + " = " + toml_value(parameter) + "\n";
}

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

using Keys = std::vector<std::string>;  // of a table, from the outermost in

std::string header_of(const Keys& keys) {
  std::string header;
  for (const std::string& key : keys) header += (header.empty() ? "[" : ".") + bare_or_quoted(key);
  return header + "]";
}

toml::node_view<const toml::node> node_at(const toml::table& file, const Keys& keys) {
  toml::node_view<const toml::node> node(file);
  for (const std::string& key : keys) node = node[key];
  return node;
}

/// With a header of its own: an inline table has none, nor has one that stands in the headers of others alone.
bool has_header(const toml::table& file, std::string_view text, const Keys& keys) {
  const toml::table* table = node_at(file, keys).as_table();
  if (table == nullptr) return false;
  const std::string_view line = text.substr(TomlLines(text).offset(table->source().begin));
  if (!line.starts_with('[')) return false;
  const Result<toml::table> alone = parse_toml("", line.substr(0, line.find('\n')));
  const toml::table* named = alone ? node_at(*alone, keys).as_table() : nullptr;
  return named != nullptr && named->empty();
}

Result<std::string> save_table(const std::string& path, std::string_view text, const Keys& keys,
                               std::span<const SavedParameter> parameters) {
  const std::string header = header_of(keys);
  const Result<toml::table> file = parse_toml(path, text);
  if (!file) return fail(file.error());
  std::string changed = has_header(*file, text, keys)
                            ? change_table(std::string(text), *node_at(*file, keys).as_table(), parameters)
                            : append_table(std::string(text), header, parameters);
  // What is written inline takes no header.
  if (!parse_toml(path, changed))
    return fail(path + ": `" + header + "` is not written as a table of its own, so that nothing can be added to it");
  return changed;
}

/// The assignments, and the removal of those that stand in the table and were not typed.
Result<std::string> save_members(const std::string& path, const std::string& text, const Keys& keys,
                                 const SavedParameter& parameter) {
  const Result<toml::table> file = parse_toml(path, text);
  if (!file) return fail(file.error());
  std::vector<SavedParameter> members;
  if (const toml::table* table = node_at(*file, keys).as_table())
    for (const auto& [key, value] : *table)
      if (!parameter.members.contains(key.str())) members.push_back({std::string(key.str()), OptionKind::Text, {}});
  for (const auto& [key, value] : parameter.members) members.push_back({key, OptionKind::Text, {value}});
  return save_table(path, text, keys, members);
}

}  // namespace

Result<std::string> save_parameters(const std::string& path, std::string_view text, std::string_view environment,
                                    std::string_view command, std::span<const SavedParameter> parameters) {
  const Result<toml::table> file = parse_toml(path, text);
  if (!file) return fail(file.error());
  const Keys keys{std::string(environment), std::string(command), "parameters"};
  const auto below = [&](const SavedParameter& parameter) {
    Keys inner = keys;
    inner.push_back(parameter.key);
    return inner;
  };
  std::vector<SavedParameter> values;
  for (const SavedParameter& parameter : parameters) {
    if (parameter.members.empty()) {
      values.push_back(parameter);
    } else if (!has_header(*file, text, below(parameter))) {
      values.push_back({parameter.key, OptionKind::Text, {}});
    }
  }
  auto changed = save_table(path, text, keys, values);
  for (const SavedParameter& parameter : parameters)
    if (changed && !parameter.members.empty()) changed = save_members(path, *changed, below(parameter), parameter);
  return changed;
}

}  // namespace cxsam::config
