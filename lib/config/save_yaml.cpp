#include "config/save_yaml.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "base/text.h"
#include "document/node.h"
#include "document/reader.h"
#include "json/json.h"

namespace cxsam::config {
namespace {

using Path = std::array<std::string_view, 3>;

struct Edit {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string text;
};

std::string yaml_value(const SavedParameter& parameter) {
  if (!parameter.members.empty()) return dump_json(Json(parameter.members));
  if (parameter.kind == OptionKind::Flag || parameter.kind == OptionKind::Number) return parameter.texts.front();
  if (parameter.kind != OptionKind::List) return dump_json(parameter.texts.front());
  std::string list;
  for (const std::string& text : parameter.texts) list += (list.empty() ? "" : ", ") + dump_json(text);
  return "[" + list + "]";
}

/// Lines of `parameters` below the keys of `path` from `depth` on.
std::string new_lines(const Path& path, std::size_t depth, std::size_t indent, std::span<const SavedParameter> parameters) {
  std::string lines;
  for (; depth < path.size(); ++depth, indent += 2) lines += std::string(indent, ' ') + std::string(path[depth]) + ":\n";
  for (const SavedParameter& parameter : parameters)
    lines += std::string(indent, ' ') + parameter.key + ": " + yaml_value(parameter) + "\n";
  return lines;
}

std::size_t last_byte(const Member& member) {
  const Node& value = member.value;
  if (!value.members.empty()) return last_byte(value.members.back());
  if (!value.items.empty() && value.items.back().members.empty()) return value.items.back().span.end;
  return value.is_null() ? member.key_span.end : value.span.end;
}

/// The byte after the last line of a map.
std::size_t end_of(std::string_view text, const Node& map) {
  const std::size_t last = std::max<std::size_t>(last_byte(map.members.back()), 1) - 1;
  const std::size_t end = text.find('\n', last);
  return end == std::string_view::npos ? text.size() : end + 1;
}

std::size_t column_of(std::string_view text, const Node& map) {
  const std::size_t begin = map.members.front().key_span.begin;
  const std::size_t line = text.substr(0, begin).rfind('\n');
  return line == std::string_view::npos ? begin : begin - line - 1;
}

bool takes_keys(const Node& node) { return node.is_map() && node.style != Node::Style::Flow && !node.members.empty(); }

std::vector<Edit> edits_of(std::string_view text, const Node& table, std::span<const SavedParameter> parameters) {
  std::vector<Edit> edits;
  std::vector<SavedParameter> added;
  for (const SavedParameter& parameter : parameters) {
    const Node* value = table.find(parameter.key);
    if (value == nullptr) {
      added.push_back(parameter);
    } else {
      edits.push_back({value->span.begin, value->span.end, yaml_value(parameter)});
    }
  }
  const std::size_t end = end_of(text, table);
  if (!added.empty()) edits.push_back({end, end, new_lines({}, 3, column_of(text, table), added)});
  return edits;
}

std::optional<Node> read(const std::string& path, std::string_view text) {
  Sources sources;
  Diagnostics diagnostics;
  const FileId file = sources.add(path, std::string(text));
  std::optional<Node> root = read_document(sources, file, diagnostics);
  return diagnostics.has_errors() ? std::nullopt : std::move(root);
}

Node node_of(const SavedParameter& parameter) {
  const std::string& text = parameter.texts.front();
  if (parameter.kind == OptionKind::Flag) return make_bool(text == "true");
  if (parameter.kind == OptionKind::Number) return make_int(parse_int(text).value_or(0));
  if (parameter.kind != OptionKind::List) return make_string(text);
  Nodes items;
  for (const std::string& each : parameter.texts) items.push_back(make_string(each));
  return make_list(std::move(items));
}

/// What the file is to say.
Node with(Node root, const Path& path, std::span<const SavedParameter> parameters) {
  Node* node = &root;
  for (const std::string_view key : path) {
    Node* child = node->find(key);
    node = child != nullptr ? child : &node->set(key, make_map());
  }
  for (const SavedParameter& parameter : parameters) node->set(parameter.key, node_of(parameter));
  return root;
}

}  // namespace

Result<std::string> save_yaml_parameters(const std::string& path, std::string_view text, std::string_view environment,
                                         std::string_view command, std::span<const SavedParameter> parameters) {
  const Path keys{environment, command, "parameters"};
  if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) return "version: 0.1\n" + new_lines(keys, 0, 0, parameters);
  const std::optional<Node> root = read(path, text);
  if (!root) return fail(path + ": it is no YAML that can be read");

  const Node* node = &*root;
  std::size_t depth = 0;
  while (depth < keys.size() && takes_keys(*node) && node->find(keys[depth]) != nullptr) node = node->find(keys[depth++]);
  const auto no_place = [&] {
    return fail(path + ": `" + std::string(environment) + "." + std::string(command) +
                ".parameters` is not written as lines of its own, so that nothing can be added to it");
  };
  if (!takes_keys(*node)) return no_place();

  std::vector<Edit> edits;
  if (depth == keys.size()) {
    edits = edits_of(text, *node, parameters);
  } else {
    const std::size_t end = end_of(text, *node);
    edits.push_back({end, end, new_lines(keys, depth, column_of(text, *node), parameters)});
  }
  std::string changed(text);
  std::ranges::stable_sort(edits, std::ranges::greater{}, &Edit::begin);
  for (Edit& edit : edits) {
    if (edit.begin == changed.size() && !changed.ends_with('\n')) edit.text.insert(0, "\n");
    changed.replace(edit.begin, edit.end - edit.begin, edit.text);
  }
  const std::optional<Node> now = read(path, changed);
  // A value that other places share by an alias would change there, too.
  if (!now || !same_value(*now, with(*root, keys, parameters))) return no_place();
  return changed;
}

}  // namespace cxsam::config
