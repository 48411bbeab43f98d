#include "document/yaml_error.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"
#include "document/merge_conflict.h"
#include "document/reading_stops.h"
#include "document/source_scan.h"

namespace cxsam {
namespace {

// YAML 1.1, "Simple keys": a key must stand on one line and be no longer than this.
constexpr std::size_t kMaxKeyLength = 1024;

struct Wording {
  std::string_view found;  // what yaml-cpp's text begins with
  std::string_view message;
  std::string_view hint;
};

constexpr std::array kWordings{
    Wording{"end of map not found", "a key was expected here",
            "check the indentation of this line and what ends the line before"},
    Wording{"end of sequence not found", "a `- ` at the indentation of the list was expected here",
            "give all items of the list the same indentation"},
    Wording{"illegal map value", "a `:` does not fit here", "put the text in quotes if the colon belongs to it"},
    Wording{"illegal map key", "a key does not fit here", "put the text in quotes if it is meant as text"},
    Wording{"illegal block entry", "a list item does not fit here",
            "begin the list on a line of its own, or put the text in quotes if it begins with a dash"},
    Wording{"illegal flow end", "a closing bracket without an opening one", "remove it, or put the text in quotes"},
    Wording{"cannot assign multiple tags", "a value can have one tag only",
            "write one of the two functions in its long form, as `Fn::Base64: !Sub text`"},
    Wording{"cannot assign multiple anchors", "a value can have one anchor only", "remove one of the two"},
    Wording{"unknown escape character", "`\\` and this sign are no escape in double quotes",
            "write `\\\\` for a backslash, or use single quotes"},
    Wording{"invalid unicode", "this escape is no Unicode character",
            "YAML writes characters above U+FFFF as `\\U0001F600`, or as themselves"},
    Wording{"bad character found while scanning hex", "this escape needs hexadecimal digits",
            "`\\x` takes two of them, `\\u` four, `\\U` eight"},
    Wording{"unknown token", "a value cannot begin with this sign",
            "put the text in quotes; block texts (`|`, `>`) cannot stand in braces or brackets"},
    Wording{"alias not found", "a name is missing after `*`", "put the text in quotes if the `*` belongs to it"},
    Wording{"anchor not found", "a name is missing after `&`", "put the text in quotes if the `&` belongs to it"},
    Wording{"illegal character found while scanning alias", "this sign does not belong in the name of an alias",
            "put the text in quotes if the `*` belongs to it"},
    Wording{"illegal character found while scanning anchor", "this sign does not belong in the name of an anchor",
            "put the text in quotes if the `&` belongs to it"},
    Wording{"unexpected character in block scalar", "nothing but a comment may follow `|` or `>` on its line",
            "begin the text on the next line"},
    Wording{"cannot set zero indentation", "a block text cannot have an indentation of 0",
            "write a digit from 1 to 9, or none"},
    Wording{"end of verbatim tag", "the tag `!<` has no `>`", "write functions as `!Name`"},
    Wording{"tag handle with no suffix", "a name is missing after `!`", "put the text in quotes if the `!` belongs to it"},
    Wording{"illegal EOF in scalar", "the file ends within a text", "close the quotes"},
    Wording{"illegal document indicator", "a `---` or `...` within a text", "close the quotes before it"},
    Wording{"bad file", "the nesting is too deep", "look for brackets that are opened again and again"},
};

class Explainer {
 public:
  Explainer(std::string_view text, FileId file, std::size_t at, const YamlProgress& progress)
      : text_(text), file_(file), at_(at), progress_(progress), line_(at - column_of(text, at)) {}

  Diagnostic explain(std::string_view what) const {
    if (auto finding = find_merge_conflict(text_, file_, at_)) return *finding;
    if (auto finding = tab()) return *finding;
    if (what.starts_with("the referenced anchor")) return unknown_alias();
    if (what.starts_with("end of map flow") || what.starts_with("end of sequence flow")) return in_brackets();
    if (what.starts_with("illegal flow end"))
      if (auto finding = wrong_bracket()) return *finding;
    if (auto finding = after_quotes()) return *finding;
    if (what.starts_with("illegal map value"))
      if (auto finding = misplaced_colon()) return *finding;
    if (what.starts_with("end of map") && at_ == content_of(line_)) return misplaced_line();
    const auto wording = std::ranges::find_if(kWordings, [what](const Wording& w) { return what.starts_with(w.found); });
    if (wording == kWordings.end()) return finding(at_, at_ + 1, "the YAML cannot be read: " + std::string(what), "");
    return finding(at_, at_ + 1, std::string(wording->message), std::string(wording->hint));
  }

 private:
  [[nodiscard]] Span span(std::size_t begin, std::size_t end) const {
    const auto limit = [this](std::size_t offset) { return static_cast<std::uint32_t>(std::min(offset, text_.size())); };
    return {file_, limit(begin), limit(end)};
  }

  [[nodiscard]] Diagnostic finding(std::size_t begin, std::size_t end, std::string message, std::string hint) const {
    Diagnostic result{.id = "E0000", .message = std::move(message), .where = span(begin, end)};
    if (!hint.empty()) result.hints.push_back(std::move(hint));
    return result;
  }

  [[nodiscard]] std::size_t content_of(std::size_t line) const {
    return std::min(text_.find_first_not_of(" \t", line), text_.size());
  }
  [[nodiscard]] std::size_t end_of(std::size_t line) const { return std::min(text_.find_first_of("\r\n", line), text_.size()); }

  // The line before `line` that is not blank and no comment.
  [[nodiscard]] std::optional<std::size_t> line_before(std::size_t line) const {
    while (line > 0) {
      line = line - 1 - column_of(text_, line - 1);
      const std::size_t content = content_of(line);
      if (content < end_of(line) && text_[content] != '#') return line;
    }
    return std::nullopt;
  }

  // A `:` that ends a key: a blank or the line's end follows it.
  [[nodiscard]] std::optional<std::size_t> key_colon(std::size_t line) const {
    const std::size_t end = end_of(line);
    for (std::size_t i = content_of(line); (i = text_.find(':', i)) < end; ++i)
      if (i + 1 >= end || text_[i + 1] == ' ' || text_[i + 1] == '\t') return i;
    return std::nullopt;
  }

  [[nodiscard]] std::optional<Diagnostic> tab() const {
    if (!progress_.open.empty() && progress_.open.back().node.style == Node::Style::Flow) return std::nullopt;
    const std::size_t content = std::min(text_.find_first_not_of(" \t-", line_), text_.size());
    const std::size_t tab = text_.find('\t', line_);
    if (tab >= content) return std::nullopt;
    return finding(tab, tab + 1, "a tab is used as indentation", "indent with spaces");
  }

  [[nodiscard]] Diagnostic unknown_alias() const {
    const std::size_t end = end_of_property(text_, at_);
    const std::string name(text_.substr(at_ + 1, end - at_ - 1));
    return finding(at_, end, fmt::format("the alias `*{}` has no anchor `&{}` before it", name, name),
                   "set the anchor before its first use, or put the text in quotes if the `*` belongs to it");
  }

  // In brackets something is neither `,` nor the closing one: a slip at this place, or a bracket that is never closed.
  [[nodiscard]] Diagnostic in_brackets() const {
    const Node& open = progress_.open.back().node;
    const std::string_view sign = open.is_list() ? "[" : "{";
    const std::string_view closing = open.is_list() ? "]" : "}";
    if (is_closed_flow(text_, open.span.begin)) {
      Diagnostic result = finding(at_, at_ + 1, fmt::format("a `,` or `{}` was expected here", closing),
                                  "put the text in quotes if it holds one of `: , [ ] { }`");
      result.related.push_back({open.span, fmt::format("in the `{}` that opens here", sign)});
      return result;
    }
    return finding(open.span.begin, open.span.begin + 1, fmt::format("the `{}` is never closed", sign),
                   fmt::format("close it with `{}`", closing));
  }

  [[nodiscard]] std::optional<Diagnostic> wrong_bracket() const {
    if (progress_.open.empty() || progress_.open.back().node.style != Node::Style::Flow) return std::nullopt;
    const Node& open = progress_.open.back().node;
    Diagnostic result = finding(at_, at_ + 1, fmt::format("`{}` does not close what is open here", text_.substr(at_, 1)),
                                fmt::format("close it with `{}` first", open.is_list() ? ']' : '}'));
    result.related.push_back({open.span, "this is open"});
    return result;
  }

  // Text right behind a closing quote: the quote was meant to be text, or one before it is missing.
  [[nodiscard]] std::optional<Diagnostic> after_quotes() const {
    const Span quoted = progress_.last_quoted;
    if (quoted.end == 0 || quoted.end > at_ || !trim(text_.substr(quoted.end, at_ - quoted.end)).empty()) return std::nullopt;
    if (text_.substr(quoted.end, at_ - quoted.end).find('\n') != std::string_view::npos) return std::nullopt;
    const char quote = text_[quoted.begin];
    const bool several_lines = text_.substr(quoted.begin, quoted.end - quoted.begin).find('\n') != std::string_view::npos;
    if (several_lines) {
      Diagnostic result =
          finding(quoted.begin, quoted.begin + 1, fmt::format("the quote `{}` is not closed on its line", quote),
                  fmt::format("close the text with another `{}`", quote));
      result.related.push_back({span(quoted.end - 1, quoted.end), "it runs to this one, and what follows does not fit"});
      return result;
    }
    const bool in_word = quoted.end == at_;
    return finding(at_, end_of(at_), "text after the closing quote",
                   in_word && quote == '\'' ? "write `''` for a single quote within single quotes"
                   : in_word                ? "write `\\\"` for a double quote within double quotes"
                                            : "put the whole text in quotes");
  }

  [[nodiscard]] std::optional<Diagnostic> misplaced_colon() const {
    if (at_ >= text_.size() || text_[at_] != ':') return std::nullopt;
    const std::size_t content = content_of(line_);
    const auto first = key_colon(line_);
    if (first && *first < at_)
      return finding(at_, at_ + 1, "a second `: ` in one line", "put the value in quotes, or begin a map on the next line");
    if (at_ - content > kMaxKeyLength)
      return finding(content, at_, fmt::format("a key of more than {} characters", kMaxKeyLength),
                     "look for a missing line end or quote");
    const auto before = line_before(line_);
    if (!before) return std::nullopt;
    const std::size_t content_before = content_of(*before);
    if (!key_colon(*before)) {
      const std::size_t colon = text_.find(':', content_before);
      if (colon < end_of(*before)) return finding(colon, colon + 1, "a blank is missing after `:`", "write `key: value`");
      return finding(content_before, end_of(*before), "this line is no `key: value`",
                     "add the `:`, or indent the line if it belongs to the text above");
    }
    if (content - line_ > content_before - *before) {
      Diagnostic result = finding(content, at_, "this key is indented deeper than the line above, which has its value already",
                                  "give it the indentation of the line above, or remove the value there");
      result.related.push_back({span(content_before, end_of(*before)), "the line above"});
      return result;
    }
    return std::nullopt;
  }

  // A line at an indentation that no line above opened.
  [[nodiscard]] Diagnostic misplaced_line() const {
    const std::size_t content = content_of(line_);
    const std::size_t indent = content - line_;
    std::vector<std::size_t> open;  // the indentations above that are still open, deepest first
    for (auto line = line_before(line_); line; line = line_before(*line)) {
      const std::size_t above = content_of(*line) - *line;
      if (open.empty() || above < open.back()) open.push_back(above);
      if (above == 0) break;
    }
    const bool is_item = text_.substr(content).starts_with("- ");
    if (std::ranges::find(open, indent) != open.end())
      return finding(content, end_of(line_), is_item ? "a list item where a key was expected" : "a key was expected here",
                     is_item ? "indent it under the key that the list belongs to" : "check how the line before ends");
    std::vector<std::string> choices;
    for (const std::size_t choice : open) choices.push_back(std::to_string(choice));
    return finding(content, end_of(line_),
                   fmt::format("this line is indented by {}, and no line above it is", plural(indent, "space")),
                   fmt::format("indent it as the line that it belongs beside: {} spaces", join(choices, " or ")));
  }

  std::string_view text_;
  FileId file_;
  std::size_t at_;
  const YamlProgress& progress_;
  std::size_t line_;  // where the line of `at_` begins
};

}  // namespace

Diagnostic explain_yaml_error(const YAML::Exception& error, DocumentText document, const YamlProgress& progress) {
  const std::size_t mark = static_cast<std::size_t>(std::max(error.mark.pos, 0)) + document.skipped;
  const std::size_t at = std::min(mark, document.text.size());
  Diagnostic finding = Explainer(document.text, document.file, at, progress).explain(error.msg);
  const std::string_view between =
      document.text.substr(finding.where.begin, at - std::min<std::size_t>(at, finding.where.begin));
  if (between.find('\n') != std::string_view::npos) {
    const auto offset = static_cast<std::uint32_t>(at);
    finding.related.push_back({{document.file, offset, offset}, std::string(kReadingStops)});
  }
  return finding;
}

}  // namespace cxsam
