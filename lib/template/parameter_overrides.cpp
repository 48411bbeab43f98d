// `--parameter-overrides`: words, both spellings, files.
#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ascii.h"
#include "base/text.h"
#include "document/reader.h"
#include "template/parameters.h"

namespace cxsam::tmpl {
namespace {

constexpr std::string_view kFile = "file://";
constexpr std::string_view kKey = "ParameterKey";
constexpr std::string_view kValue = "ParameterValue";
constexpr std::string_view kHint = "write `Key=Value`, or `Key=\"some words\"` when the value has blanks";

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/// Where the text that begins with a quote at `begin` closes it; nothing when it does not. A backslash protects `"`.
std::optional<std::size_t> closing_quote(std::string_view text, std::size_t begin) {
  for (std::size_t i = begin + 1; i < text.size(); ++i) {
    if (text[begin] == '"' && text[i] == '\\') {
      ++i;
    } else if (text[i] == text[begin]) {
      return i;
    }
  }
  return std::nullopt;
}

/// The words of a text as a shell sees them, each as it is written: blanks within quotes, and those behind a backslash, are
/// part of a word. A single quote counts where a word or a value begins; elsewhere it is an apostrophe.
std::vector<std::string_view> shell_words(std::string_view text) {
  std::vector<std::string_view> words;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool first = i == begin || text[i - 1] == '=';
    const bool quote = text[i] == '"' || (text[i] == '\'' && first);
    if (quote) {
      i = closing_quote(text, i).value_or(i);
    } else if (text[i] == '\\') {
      ++i;
    } else if (is_blank(text[i])) {
      if (i > begin) words.push_back(text.substr(begin, i - begin));
      begin = i + 1;
    }
  }
  if (begin < text.size()) words.push_back(text.substr(begin));
  return words;
}

/// Whether the whole text is in one pair of quotes.
bool is_quoted(std::string_view text) {
  const bool begins = !text.empty() && (text.front() == '"' || text.front() == '\'');
  return begins && text.size() > 1 && text.back() == text.front();
}

/// A value in one pair of quotes is what they hold, with `"` for `\"`; of any other one each sign counts, but for the backslash
/// that keeps a blank from ending it. Source: SAM CLI, "sam build", `--parameter-overrides` (black box, 1.170).
std::string value_of(std::string_view text) {
  if (!is_quoted(text)) return replace_all(std::string(text), "\\ ", " ");
  std::string inner(text.substr(1, text.size() - 2));
  return text.front() == '"' ? replace_all(std::move(inner), "\\\"", "\"") : inner;
}

/// `Key` is letters and digits, as CloudFormation's names of parameters are; it may stand in quotes.
bool is_assignment(std::string_view word) {
  const auto is_name = [](char c) { return is_letter_or_digit(c) || c == '"' || c == '\''; };
  const std::size_t equals = word.find('=');
  return equals != std::string_view::npos && equals > 0 && std::ranges::all_of(word.substr(0, equals), is_name);
}

/// What one argument assigns. Where each of its words is an assignment, they are several, as in `"A=1 B=2"`; else the argument
/// is one value, however many blanks it has.
std::vector<std::string_view> assignments_in(std::string_view argument) {
  std::vector<std::string_view> words = shell_words(argument);
  const auto stands_alone = [](std::string_view word) { return word.starts_with(kFile) || is_assignment(word); };
  if (words.size() < 2 || std::ranges::all_of(words, stands_alone)) return words;
  return {trim(argument)};
}

Result<void> take_assignment(std::string_view word, ParameterOverrides& overrides) {
  const std::string whole = is_quoted(word) && word.find('=') < word.size() - 1 && !is_quoted(word.substr(0, word.find('=')))
                                ? value_of(word)
                                : std::string(word);
  const std::size_t equals = whole.find('=');
  if (equals == std::string::npos || equals == 0)
    return fail(Error{"`" + whole + "` is no `Key=Value`"}.hint(std::string(kHint)));
  const std::string key = value_of(std::string_view(whole).substr(0, equals));
  const std::string_view value = std::string_view(whole).substr(equals + 1);
  if (key != kKey) {
    overrides.insert_or_assign(key, value_of(value));
    return {};
  }
  const std::string separator = "," + std::string(kValue) + "=";
  const std::size_t end = value.find(separator);
  if (end == std::string_view::npos || end == 0)
    return fail(Error{"`" + whole + "` lacks the value"}.hint("write `ParameterKey=Name,ParameterValue=Value`"));
  overrides.insert_or_assign(value_of(value.substr(0, end)), value_of(value.substr(end + separator.size())));
  return {};
}

/// The overrides of one YAML or JSON document.
class OverrideDocument {
 public:
  Result<void> read_file(const std::string& path, ParameterOverrides& overrides) {
    const Result<FileId> file = sources_.load(path);
    return file ? read(*file, overrides) : fail(file.error());
  }

  Result<void> read_text(std::string_view text, ParameterOverrides& overrides) {
    return read(sources_.add("--parameter-overrides", std::string(text)), overrides);
  }

 private:
  Result<void> read(FileId file, ParameterOverrides& overrides) {
    Diagnostics diagnostics;
    const std::optional<Node> root = read_document(sources_, file, diagnostics);
    for (const Diagnostic& problem : diagnostics.items())
      if (problem.severity == Severity::Error) return refuse(problem.where, problem.message);
    if (!root) return fail("`" + sources_.path(file) + "` has no values");
    return take(*root, overrides);
  }

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

  /// CloudFormation's {ParameterKey: K, ParameterValue: V}, a map, or a text as on the command line.
  Result<void> take_item(const Node& item, ParameterOverrides& overrides) const {
    if (item.is_string()) {
      const Result<void> taken = take_text(item.text, overrides);
      return taken ? taken : refuse(item.span, taken.error().message);
    }
    if (!item.is_map()) return refuse(item.span, "expected `ParameterKey` and `ParameterValue`");
    const Node* key = item.find(kKey);
    if (key == nullptr) return take_map(item, overrides);
    const Node* value = item.find(kValue);
    if (!key->is_string() || value == nullptr) return refuse(item.span, "expected `ParameterKey` and `ParameterValue`");
    return take_value(key->text, *value, item.span, overrides);
  }

  static Result<void> take_text(std::string_view text, ParameterOverrides& overrides) {
    for (const std::string_view word : assignments_in(text))
      if (Result<void> taken = take_assignment(word, overrides); !taken) return taken;
    return {};
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

Result<void> take_word(std::string_view word, ParameterOverrides& overrides) {
  if (word.starts_with(kFile)) return OverrideDocument().read_file(std::string(word.substr(kFile.size())), overrides);
  return take_assignment(word, overrides);
}

Result<void> take_argument(std::string_view argument, ParameterOverrides& overrides) {
  const bool document = trim(argument).starts_with('{') || trim(argument).starts_with('[');
  if (document) return OverrideDocument().read_text(argument, overrides);
  for (const std::string_view word : assignments_in(argument))
    if (Result<void> taken = take_word(word, overrides); !taken) return taken;
  return {};
}

}  // namespace

Result<ParameterOverrides> parse_parameter_overrides(std::span<const std::string> words) {
  ParameterOverrides overrides;
  for (const std::string& argument : words) {
    if (argument.empty()) continue;  // of a variable of the shell that has no value
    if (Result<void> taken = take_argument(argument, overrides); !taken) return fail(taken.error());
  }
  return overrides;
}

}  // namespace cxsam::tmpl
