// `--parameter-overrides`: words, both spellings, files.
#include <filesystem>

#include "base/text.h"
#include "document/reader.h"
#include "template/parameters.h"

namespace cxsam::tmpl {
namespace {

constexpr std::string_view kFile = "file://";
constexpr std::string_view kKey = "ParameterKey";
constexpr std::string_view kValue = "ParameterValue";
constexpr std::string_view kHint = "write `Key=Value`, or `Key=\"some words\"` when the value has blanks";

/// Cuts a word at blanks as a shell does: quotes keep blanks, a backslash keeps the next sign (inside double quotes only
/// before `"` and `\`).
Result<std::vector<std::string>> shell_words(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  bool in_word = false;
  char quote = '\0';
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool escapable = i + 1 < text.size() && (quote == '\0' || text[i + 1] == '"' || text[i + 1] == '\\');
    if (c == '\\' && quote != '\'' && escapable) {
      word += text[++i];
      in_word = true;
    } else if (quote != '\0') {
      if (c == quote) {
        quote = '\0';
      } else {
        word += c;
      }
    } else if (c == '"' || c == '\'') {
      quote = c;
      in_word = true;
    } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
      if (in_word) words.push_back(std::move(word));
      word.clear();
      in_word = false;
    } else {
      word += c;
      in_word = true;
    }
  }
  if (quote != '\0') return fail(Error{"a quote is not closed in `" + std::string(text) + "`"}.hint(std::string(kHint)));
  if (in_word) words.push_back(std::move(word));
  return words;
}

Result<void> take_assignment(std::string_view word, ParameterOverrides& overrides) {
  const std::size_t equals = word.find('=');
  if (equals == std::string_view::npos || equals == 0)
    return fail(Error{"`" + std::string(word) + "` is no `Key=Value`"}.hint(std::string(kHint)));
  const std::string_view key = word.substr(0, equals);
  const std::string_view value = word.substr(equals + 1);
  if (key != kKey) {
    overrides.insert_or_assign(std::string(key), std::string(value));
    return {};
  }
  const std::string separator = "," + std::string(kValue) + "=";
  const std::size_t end = value.find(separator);
  if (end == std::string_view::npos || end == 0)
    return fail(Error{"`" + std::string(word) + "` lacks the value"}.hint("write `ParameterKey=Name,ParameterValue=Value`"));
  overrides.insert_or_assign(std::string(value.substr(0, end)), std::string(value.substr(end + separator.size())));
  return {};
}

/// The overrides of one YAML or JSON file.
class OverrideFile {
 public:
  Result<void> read(const std::string& path, ParameterOverrides& overrides) {
    const Result<FileId> file = sources_.load(path);
    if (!file) return fail(file.error());
    Diagnostics diagnostics;
    const std::optional<Node> root = read_document(sources_, *file, diagnostics);
    for (const Diagnostic& problem : diagnostics.items())
      if (problem.severity == Severity::Error) return refuse(problem.where, problem.message);
    if (!root) return fail("`" + path + "` has no values");
    return take(*root, overrides);
  }

 private:
  tl::unexpected<Error> refuse(Span where, const std::string& problem) const {
    const Position position = sources_.begin_of(where);
    return fail(sources_.path(where.file) + ":" + std::to_string(position.line) + ":" + std::to_string(position.column) + ": " +
                problem);
  }

  Result<void> take(const Node& root, ParameterOverrides& overrides) const {
    if (root.is_map()) return take_map(root, overrides);
    if (!root.is_list())
      return refuse(root.span, "expected a map of names and values, or a list of `ParameterKey` and `ParameterValue`");
    for (const Node& item : root.items) {
      const Result<void> taken = take_item(item, overrides);
      if (!taken) return taken;
    }
    return {};
  }

  /// CloudFormation's {ParameterKey: K, ParameterValue: V}, or a map.
  Result<void> take_item(const Node& item, ParameterOverrides& overrides) const {
    if (!item.is_map()) return refuse(item.span, "expected `ParameterKey` and `ParameterValue`");
    const Node* key = item.find(kKey);
    if (key == nullptr) return take_map(item, overrides);
    const Node* value = item.find(kValue);
    if (!key->is_string() || value == nullptr) return refuse(item.span, "expected `ParameterKey` and `ParameterValue`");
    return take_value(key->text, *value, item.span, overrides);
  }

  Result<void> take_map(const Node& map, ParameterOverrides& overrides) const {
    for (const Member& member : map.members) {
      const Result<void> taken = take_value(member.key, member.value, member.key_span, overrides);
      if (!taken) return taken;
    }
    return {};
  }

  Result<void> take_value(const std::string& key, const Node& value, Span where, ParameterOverrides& overrides) const {
    std::vector<std::string> texts;
    if (const auto text = value.as_text()) texts.emplace_back(*text);
    for (const Node& item : value.items) {
      const auto text = item.as_text();
      if (!text) return refuse(where, "the list of `" + key + "` holds something that is no text or number");
      texts.emplace_back(*text);
    }
    if (value.is_null() || value.is_map()) return refuse(where, "the value of `" + key + "` is no text, number or list");
    overrides.insert_or_assign(key, join(texts, ","));
    return {};
  }

  Sources sources_;
};

Result<void> take_word(const std::string& word, ParameterOverrides& overrides) {
  if (word.starts_with(kFile)) return OverrideFile().read(word.substr(kFile.size()), overrides);
  return take_assignment(word, overrides);
}

}  // namespace

Result<ParameterOverrides> parse_parameter_overrides(std::span<const std::string> words) {
  ParameterOverrides overrides;
  for (const std::string& argument : words) {
    const Result<std::vector<std::string>> parts = shell_words(argument);
    if (!parts) return fail(parts.error());
    for (const std::string& word : *parts) {
      const Result<void> taken = take_word(word, overrides);
      if (!taken) return fail(taken.error());
    }
  }
  return overrides;
}

}  // namespace cxsam::tmpl
