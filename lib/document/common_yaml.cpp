#include "document/common_yaml.h"

#include <algorithm>
#include <cstddef>
#include <string>

#include <yaml-cpp/mark.h>

namespace cxsam {
namespace {

/// Thrown where the text needs yaml-cpp.
struct Uncommon {};

constexpr std::size_t kLongestKey = 1000;  // yaml-cpp takes no key of more than 1,024 signs

bool is_letter_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

bool is_one_of(std::string_view set, char c) { return set.find(c) != std::string_view::npos; }

/// What a sign behind a backslash stands for; none when yaml-cpp has to say.
char escaped(char sign) {
  switch (sign) {
    case 'n':
      return '\n';
    case '"':
    case '\\':
      return sign;
    default:
      throw Uncommon{};
  }
}

/// Columns are counted from 0; a collection's column is that of its first key or dash, and -1 stands around the document.
class Reader {
 public:
  Reader(std::string_view text, YAML::EventHandler& events) : text_(text), events_(events) {}

  void document() {
    skip_to_content();
    if (column() == 0 && rest().starts_with("---")) {
      at_ += 3;
      if (!at_line_end()) throw Uncommon{};
    }
    events_.OnDocumentStart(mark(at_));
    skip_to_content();
    if (at_end()) throw Uncommon{};
    node({.parent = -1, .dash = 0, .may_open = true});
    skip_to_content();
    if (!at_end()) throw Uncommon{};
    events_.OnDocumentEnd();
  }

 private:
  enum class Scalar { Plain, Quoted };
  enum class Around { Block, Flow };

  /// Where a value stands in a block collection. Behind a key no other collection begins, unless it begins a line.
  struct Place {
    int parent;     // the column of the collection
    int dash;       // the least column of a dash: in a map the items of a list may stand below its key
    bool may_open;  // whether a block collection may begin here
  };

  [[nodiscard]] bool at_end() const { return at_ == text_.size(); }
  [[nodiscard]] char sign(std::size_t at) const { return at < text_.size() ? text_[at] : '\n'; }
  [[nodiscard]] std::string_view rest() const { return text_.substr(at_); }
  [[nodiscard]] int column() const { return static_cast<int>(at_ - line_); }
  [[nodiscard]] bool is_blank(std::size_t at) const { return sign(at) == ' ' || sign(at) == '\n'; }
  [[nodiscard]] bool at_dash() const { return sign(at_) == '-' && is_blank(at_ + 1); }
  [[nodiscard]] bool at_comment() const { return sign(at_) == '#' && (at_ == line_ || text_[at_ - 1] == ' '); }

  static YAML::Mark mark(std::size_t at) {
    YAML::Mark mark;
    mark.pos = static_cast<int>(at);
    return mark;
  }

  void skip_spaces() { at_ = std::min(text_.find_first_not_of(' ', at_), text_.size()); }

  /// Passes over spaces; true where the rest of the line has nothing.
  bool at_line_end() {
    skip_spaces();
    return sign(at_) == '\n' || at_comment();
  }

  /// Passes over spaces, line ends and comments.
  void skip_to_content() {
    while (at_line_end() && !at_end()) {
      at_ = std::min(text_.find('\n', at_), text_.size());
      if (!at_end()) line_ = ++at_;
    }
  }

  void node(Place place) {
    const std::size_t begin = at_;
    // yaml-cpp takes a tag that could begin a key for an indentation of its own.
    const int indentation = place.may_open && sign(at_) == '!' ? column() : place.parent;
    const std::string tag = read_tag();
    if (!tag.empty()) place.may_open = go_below_tag(place);
    switch (sign(at_)) {
      case '[':
      case '{':
        flow_collection(begin, tag);
        break;
      case '|':
      case '>':
        return block_scalar(begin, tag, indentation);
      default:
        if (at_dash()) {
          if (!place.may_open) throw Uncommon{};
          return block_sequence(begin, tag);
        }
        const int at_column = column();
        const std::size_t content = at_;
        const Scalar kind = read_scalar(Around::Block);
        if (at_colon()) {
          if (!place.may_open) throw Uncommon{};
          return block_map(begin, tag, content, kind, at_column);
        }
        give_scalar(begin, tag, kind);
    }
    if (!at_line_end()) throw Uncommon{};
  }

  /// Behind a tag stands a value, or the line ends and what follows may be a collection. True for the latter.
  bool go_below_tag(const Place& place) {
    if (!at_line_end()) return false;
    skip_to_content();
    if (at_end() || !belongs_to(place)) throw Uncommon{};
    return true;
  }

  /// Whether the line at `at_` is a value at `place`.
  [[nodiscard]] bool belongs_to(const Place& place) const {
    return column() > place.parent || (at_dash() && column() >= place.dash);
  }

  [[nodiscard]] bool at_colon() const { return sign(at_) == ':' && is_blank(at_ + 1); }

  void block_map(std::size_t begin, const std::string& tag, std::size_t key, Scalar kind, int at_column) {
    events_.OnMapStart(mark(begin), tag.empty() ? "?" : tag, YAML::NullAnchor, YAML::EmitterStyle::Block);
    while (true) {
      if (at_ - key > kLongestKey) throw Uncommon{};
      give_scalar(key, "", kind);
      ++at_;
      map_value(at_column);
      skip_to_content();
      if (at_end() || column() < at_column) break;
      if (column() > at_column || at_dash()) throw Uncommon{};
      key = at_;
      kind = read_scalar(Around::Block);
      if (!at_colon()) throw Uncommon{};
    }
    events_.OnMapEnd();
  }

  void map_value(int parent) {
    Place place{.parent = parent, .dash = parent, .may_open = false};
    if (!at_line_end()) return node(place);
    skip_to_content();
    place.may_open = true;
    if (!at_end() && belongs_to(place)) return node(place);
    events_.OnNull(mark(at_), YAML::NullAnchor);
  }

  void block_sequence(std::size_t begin, const std::string& tag) {
    const int at_column = column();
    events_.OnSequenceStart(mark(begin), tag.empty() ? "?" : tag, YAML::NullAnchor, YAML::EmitterStyle::Block);
    while (true) {
      ++at_;
      if (at_line_end()) {
        skip_to_content();
        if (at_end() || column() <= at_column) throw Uncommon{};
      }
      node({.parent = at_column, .dash = at_column + 1, .may_open = true});
      skip_to_content();
      if (at_end() || column() < at_column) break;
      if (column() > at_column) throw Uncommon{};
      if (!at_dash()) break;
    }
    events_.OnSequenceEnd();
  }

  void flow_collection(std::size_t begin, const std::string& tag) {
    const bool is_list = text_[at_++] == '[';
    const std::string name = tag.empty() ? "?" : tag;
    if (is_list)
      events_.OnSequenceStart(mark(begin), name, YAML::NullAnchor, YAML::EmitterStyle::Flow);
    else
      events_.OnMapStart(mark(begin), name, YAML::NullAnchor, YAML::EmitterStyle::Flow);
    const char closing = is_list ? ']' : '}';
    skip_to_content();
    while (sign(at_) != closing) {
      if (!is_list) flow_key();
      flow_node();
      skip_to_content();
      if (sign(at_) == closing) break;
      if (sign(at_++) != ',') throw Uncommon{};
      skip_to_content();
      if (sign(at_) == closing) throw Uncommon{};
    }
    ++at_;
    is_list ? events_.OnSequenceEnd() : events_.OnMapEnd();
  }

  void flow_key() {
    const std::size_t begin = at_;
    const Scalar kind = read_scalar(Around::Flow);
    if (!at_colon() || at_ - begin > kLongestKey) throw Uncommon{};
    give_scalar(begin, "", kind);
    ++at_;
    skip_to_content();
  }

  void flow_node() {
    const std::size_t begin = at_;
    const std::string tag = read_tag();
    if (sign(at_) == '[' || sign(at_) == '{') return flow_collection(begin, tag);
    const Scalar kind = read_scalar(Around::Flow);
    give_scalar(begin, tag, kind);
  }

  /// `!Name` and the spaces behind it; nothing where there is no tag.
  std::string read_tag() {
    if (sign(at_) != '!') return {};
    const std::size_t begin = at_++;
    while (is_letter_or_digit(sign(at_))) ++at_;
    if (at_ == begin + 1 || !is_blank(at_)) throw Uncommon{};
    std::string tag(text_.substr(begin, at_ - begin));
    skip_spaces();
    return tag;
  }

  /// Reads a scalar within its line into `value_`, and the spaces behind it.
  Scalar read_scalar(Around around) {
    const char quote = sign(at_);
    const bool quoted = quote == '"' || quote == '\'';
    if (quoted)
      read_quoted(quote);
    else
      read_plain(around);
    skip_spaces();
    return quoted ? Scalar::Quoted : Scalar::Plain;
  }

  void read_quoted(char quote) {
    value_.clear();
    for (++at_;; ++at_) {
      const char c = sign(at_);
      if (c == '\n') throw Uncommon{};
      if (c == '\\' && quote == '"') {
        value_ += escaped(sign(++at_));
        continue;
      }
      if (c == quote && !(quote == '\'' && sign(at_ + 1) == '\'')) break;
      if (c == quote) ++at_;
      value_ += c;
    }
    ++at_;
  }

  void read_plain(Around around) {
    if (column() == 0 && (rest().starts_with("---") || rest().starts_with("..."))) throw Uncommon{};
    constexpr std::string_view kFlow = ",[]{}?";
    const char first = sign(at_);
    if (is_blank(at_) || is_one_of(",[]{}#&*!|>'\"%@`?:", first)) throw Uncommon{};
    if (first == '-' && (is_blank(at_ + 1) || is_one_of(kFlow, sign(at_ + 1)))) throw Uncommon{};
    std::size_t end = at_;
    for (;; ++end) {
      const char c = sign(end);
      if (c == '\n' || (c == ':' && is_blank(end + 1)) || (c == '#' && text_[end - 1] == ' ')) break;
      if (around == Around::Block) continue;
      if (c == '?' || (c == ':' && is_one_of(kFlow, sign(end + 1)))) throw Uncommon{};
      if (is_one_of(kFlow, c)) break;
    }
    const std::string_view written = text_.substr(at_, end - at_);
    value_ = written.substr(0, written.find_last_not_of(' ') + 1);
    at_ = end;
  }

  void give_scalar(std::size_t begin, const std::string& tag, Scalar kind) {
    const std::string_view value = value_;
    const bool is_null = value == "~" || value == "null" || value == "Null" || value == "NULL";
    if (is_null && kind == Scalar::Plain && tag.empty()) return events_.OnNull(mark(begin), YAML::NullAnchor);
    const char* const nonspecific = kind == Scalar::Plain ? "?" : "!";
    events_.OnScalar(mark(begin), tag.empty() ? nonspecific : tag, YAML::NullAnchor, value_);
  }

  /// A literal or folded scalar: its lines which are indented more than `parent`.
  void block_scalar(std::size_t begin, const std::string& tag, int parent) {
    const bool folded = text_[at_++] == '>';
    const bool strip = sign(at_) == '-';
    if (strip) ++at_;
    if (!at_line_end() || at_comment()) throw Uncommon{};
    value_.clear();
    std::size_t indent = 0;  // that of the first line
    std::size_t empty_lines = 0;
    while (true) {
      if (at_end()) throw Uncommon{};  // the text has no line end at its end
      line_ = ++at_;
      if (at_end()) break;
      skip_spaces();
      if (sign(at_) == '\n') {
        if (indent == 0 || at_ - line_ > indent) throw Uncommon{};
        ++empty_lines;
        continue;
      }
      const std::size_t spaces = at_ - line_;
      if (indent == 0) {
        if (static_cast<int>(spaces) <= parent || spaces == 0) throw Uncommon{};
        indent = spaces;
      } else if (spaces < indent) {
        break;
      } else {
        value_.append(folded && empty_lines == 0 ? " " : std::string(empty_lines + (folded ? 0 : 1), '\n'));
      }
      empty_lines = 0;
      const std::size_t end = std::min(text_.find('\n', at_), text_.size());
      if (folded && (spaces > indent || text_[end - 1] == ' ')) throw Uncommon{};
      value_.append(text_.substr(line_ + indent, end - line_ - indent));
      at_ = end;
    }
    if (!strip) value_ += '\n';
    events_.OnScalar(mark(begin), tag.empty() ? "!" : tag, YAML::NullAnchor, value_);
  }

  std::string_view text_;
  YAML::EventHandler& events_;
  std::size_t at_ = 0;
  std::size_t line_ = 0;  // where the line of `at_` begins
  std::string value_;     // of the scalar that was read last
};

}  // namespace

bool read_common_yaml(std::string_view text, YAML::EventHandler& events) {
  if (is_one_of(text, '\t') || is_one_of(text, '\r')) return false;
  try {
    Reader(text, events).document();
    return true;
  } catch (const Uncommon&) {
    return false;
  }
}

}  // namespace cxsam
