#include "document/common_yaml.h"

#include <cstddef>
#include <map>
#include <string>
#include <utility>

#include <yaml-cpp/mark.h>

#include "document/yaml_scalars.h"
#include "document/yaml_text.h"

namespace cxsam {
namespace {

constexpr std::size_t kLongestKey = 1000;  // YAML has no key of more than 1,024 signs
constexpr std::string_view kStandard = "tag:yaml.org,2002:";

bool is_letter_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

bool is_one_of(std::string_view set, char c) { return set.find(c) != std::string_view::npos; }

bool is_null(std::string_view text) { return text == "~" || text == "null" || text == "Null" || text == "NULL"; }

/// What stands before a value.
struct Properties {
  std::size_t begin = 0;
  std::string tag;
  YAML::anchor_t anchor = YAML::NullAnchor;

  [[nodiscard]] bool any() const { return !tag.empty() || anchor != YAML::NullAnchor; }
};

Properties joined(Properties outer, Properties inner) {
  if (!outer.any()) return inner;
  if (!inner.any()) return outer;
  if ((!outer.tag.empty() && !inner.tag.empty()) || (outer.anchor != YAML::NullAnchor && inner.anchor != YAML::NullAnchor))
    throw Uncommon{};
  if (outer.tag.empty()) outer.tag = std::move(inner.tag);
  if (outer.anchor == YAML::NullAnchor) outer.anchor = inner.anchor;
  return outer;
}

/// A collection's column is that of its first key or dash, and -1 stands around the document.
class Reader {
 public:
  Reader(std::string_view text, YAML::EventHandler& events) : in_{text}, events_(events) {}

  void document() {
    Place place{.parent = -1, .dash = 0, .may_open = true};
    skip_directives();
    if (in_.at_marker() && in_.sign() == '-') {
      in_.at += 3;
      place.may_open = in_.at_line_end();
    }
    events_.OnDocumentStart(mark(in_.at));
    in_.skip_to_content();
    if (in_.at_end() || in_.at_marker()) throw Uncommon{};
    node(place);
    in_.skip_to_content();
    if (in_.at_marker() && in_.sign() == '.') {
      in_.at += 3;
      in_.skip_to_content();
    }
    if (!in_.at_end()) throw Uncommon{};
    events_.OnDocumentEnd();
  }

 private:
  enum class Scalar { Plain, Quoted };

  /// Where a value stands in a block collection. Behind a key no other collection begins, unless it begins a line.
  struct Place {
    int parent;     // the column of the collection
    int dash;       // the least column of a dash: in a map the items of a list may stand below its key
    bool may_open;  // whether a block collection may begin here
  };

  static YAML::Mark mark(std::size_t at) {
    YAML::Mark mark;
    mark.pos = static_cast<int>(at);
    return mark;
  }

  /// `%YAML 1.1` and the like, before `---`. Other prefixes of tags are yaml-cpp's.
  void skip_directives() {
    in_.skip_to_content();
    const bool any = in_.column() == 0 && in_.sign() == '%';
    while (in_.column() == 0 && in_.sign() == '%') {
      if (!in_.text.substr(in_.at).starts_with("%YAML 1.")) throw Uncommon{};
      in_.next_line();
      in_.skip_to_content();
    }
    if (any && !in_.at_marker()) throw Uncommon{};
  }

  [[nodiscard]] bool at_dash() const { return in_.at_sign_and_blank('-'); }
  [[nodiscard]] bool at_colon() const { return in_.at_sign_and_blank(':'); }

  /// Whether the line at `at` is a value at `place`.
  [[nodiscard]] bool belongs_to(const Place& place) const {
    return in_.column() > place.parent || (at_dash() && in_.column() >= place.dash);
  }

  void node(Place place) {
    Properties outer;  // on lines of their own
    Properties inner = properties();
    while (inner.any() && in_.at_line_end()) {
      in_.skip_to_content();
      outer = joined(std::move(outer), std::exchange(inner, {}));
      if (in_.at_end() || !belongs_to(place) || in_.at_marker()) return give_nothing(outer);
      place.may_open = true;
      inner = properties();
    }
    switch (in_.sign()) {
      case '*':
        if (outer.any() || inner.any()) throw Uncommon{};
        alias();
        break;
      case '[':
      case '{':
        flow_collection(joined(std::move(outer), std::move(inner)));
        break;
      case '|':
      case '>':
        return block_scalar(joined(std::move(outer), std::move(inner)), place.parent);
      default:
        if (at_dash()) {
          if (!place.may_open || inner.any()) throw Uncommon{};
          return block_sequence(outer);
        }
        if (text_or_map(place, std::move(outer), std::move(inner))) return;
    }
    if (!in_.at_line_end()) throw Uncommon{};
  }

  /// A text, or the map that it is the first key of: then what stands on its line belongs to the key. True for the map.
  bool text_or_map(const Place& place, Properties outer, Properties inner) {
    const std::size_t content = in_.at;
    const std::size_t line = in_.line;
    const Scalar kind = read_text(Around::Block);
    if (at_colon() && in_.line == line) {
      if (!place.may_open) throw Uncommon{};
      block_map(outer, inner, content, kind);
      return true;
    }
    if (kind == Scalar::Plain) read_plain_lines(in_, Around::Block, place.parent, value_);
    give_text(joined(std::move(outer), std::move(inner)), content, kind);
    return false;
  }

  /// From behind the first key, which stands at `content`.
  void block_map(const Properties& properties_of_map, Properties properties_of_key, std::size_t content, Scalar kind) {
    std::size_t key = properties_of_key.any() ? properties_of_key.begin : content;
    const int at_column = static_cast<int>(key - in_.line);
    events_.OnMapStart(mark(begin_of(properties_of_map, key)), tag_or(properties_of_map, "?"), properties_of_map.anchor,
                       YAML::EmitterStyle::Block);
    while (true) {
      if (in_.at - key > kLongestKey) throw Uncommon{};
      give_text(properties_of_key, content, kind);
      ++in_.at;
      map_value(at_column);
      in_.skip_to_content();
      if (in_.at_end() || in_.column() < at_column || in_.at_marker()) break;
      if (in_.column() > at_column || at_dash()) throw Uncommon{};
      key = in_.at;
      properties_of_key = properties();
      content = in_.at;
      const std::size_t line = in_.line;
      kind = read_text(Around::Block);
      if (!at_colon() || in_.line != line) throw Uncommon{};
    }
    events_.OnMapEnd();
  }

  void map_value(int parent) {
    Place place{.parent = parent, .dash = parent, .may_open = false};
    if (!in_.at_line_end()) return node(place);
    in_.skip_to_content();
    place.may_open = true;
    if (!in_.at_end() && belongs_to(place)) return node(place);
    events_.OnNull(mark(in_.at), YAML::NullAnchor);
  }

  void block_sequence(const Properties& of_list) {
    const int at_column = in_.column();
    events_.OnSequenceStart(mark(begin_of(of_list, in_.at)), tag_or(of_list, "?"), of_list.anchor, YAML::EmitterStyle::Block);
    while (true) {
      ++in_.at;
      const bool below = in_.at_line_end();
      if (below) in_.skip_to_content();
      if (below && (in_.at_end() || in_.column() <= at_column))
        events_.OnNull(mark(in_.at), YAML::NullAnchor);
      else
        node({.parent = at_column, .dash = at_column + 1, .may_open = true});
      in_.skip_to_content();
      if (in_.at_end() || in_.column() < at_column) break;
      if (in_.column() > at_column) throw Uncommon{};
      if (!at_dash()) break;
    }
    events_.OnSequenceEnd();
  }

  void flow_collection(const Properties& of_collection) {
    const std::size_t begin = begin_of(of_collection, in_.at);
    const bool is_list = in_.text[in_.at++] == '[';
    const std::string name = tag_or(of_collection, "?");
    if (is_list)
      events_.OnSequenceStart(mark(begin), name, of_collection.anchor, YAML::EmitterStyle::Flow);
    else
      events_.OnMapStart(mark(begin), name, of_collection.anchor, YAML::EmitterStyle::Flow);
    const char closing = is_list ? ']' : '}';
    skip_in_flow();
    while (in_.sign() != closing) {
      is_list ? flow_item() : flow_member();
      skip_in_flow();
      if (in_.sign() == closing) break;
      if (in_.sign() != ',') throw Uncommon{};
      ++in_.at;
      skip_in_flow();
    }
    ++in_.at;
    is_list ? events_.OnSequenceEnd() : events_.OnMapEnd();
  }

  void skip_in_flow() {
    in_.skip_to_content();
    if (in_.at_end() || in_.at_marker()) throw Uncommon{};
  }

  void flow_member() {
    const std::size_t line = in_.line;
    flow_key(line);
    flow_value();
  }

  /// A key with what stands before it. One of several lines has no value.
  void flow_key(std::size_t line) {
    const std::size_t key = in_.at;
    const Properties of_key = properties();
    const std::size_t content = in_.at;
    const Scalar kind = read_flow_text();
    if (in_.at - key > kLongestKey || (in_.sign() == ':' && in_.line != line)) throw Uncommon{};
    give_text(of_key, content, kind);
  }

  /// What stands behind a key in brackets, if anything does.
  void flow_value() {
    const bool given = in_.sign() == ':';
    if (given) {
      ++in_.at;
      skip_in_flow();
    }
    if (!given || is_one_of(",]}", in_.sign())) return events_.OnNull(mark(in_.at), YAML::NullAnchor);
    flow_node();
  }

  /// An item of a list, which may be the one member of a map: `[a: b]`.
  void flow_item() {
    const YamlText before = in_;
    Properties of_item = properties();
    if (is_one_of("[{*", in_.sign())) {
      in_ = before;
      return flow_node();
    }
    if (of_item.any() && is_one_of(",]", in_.sign())) return give_nothing(of_item);
    const std::size_t content = in_.at;
    const Scalar kind = read_flow_text();
    if (in_.sign() != ':') return give_text(of_item, content, kind);
    if (in_.line != before.line) throw Uncommon{};
    events_.OnMapStart(mark(content), "?", YAML::NullAnchor, YAML::EmitterStyle::Flow);
    give_text(of_item, content, kind);
    flow_value();
    events_.OnMapEnd();
  }

  void flow_node() {
    const Properties of_node = properties();
    if (of_node.any()) skip_in_flow();
    if (in_.sign() == '[' || in_.sign() == '{') {
      flow_collection(of_node);
    } else if (in_.sign() == '*') {
      if (of_node.any()) throw Uncommon{};
      alias();
    } else if (of_node.any() && is_one_of(",]}", in_.sign())) {
      give_nothing(of_node);
    } else {
      const std::size_t content = in_.at;
      const Scalar kind = read_flow_text();
      give_text(of_node, content, kind);
    }
    in_.skip_spaces();
    if (in_.sign() == ':') throw Uncommon{};
  }

  Scalar read_flow_text() {
    const Scalar kind = read_text(Around::Flow);
    if (kind == Scalar::Plain) read_plain_lines(in_, Around::Flow, -1, value_);
    return kind;
  }

  /// Tag and anchor and the spaces behind them.
  Properties properties() {
    Properties properties{.begin = in_.at, .tag = {}, .anchor = YAML::NullAnchor};
    while (in_.sign() == '!' || in_.sign() == '&') {
      if (in_.sign() == '!') {
        if (!properties.tag.empty()) throw Uncommon{};
        properties.tag = tag();
      } else {
        if (properties.anchor != YAML::NullAnchor) throw Uncommon{};
        properties.anchor = ++last_anchor_;
        anchors_.insert_or_assign(std::string(name()), properties.anchor);
      }
      in_.skip_spaces();
    }
    return properties;
  }

  /// `!Name`, `!!name` or `!<name>`.
  std::string tag() {
    const std::size_t begin = in_.at++;
    std::string tag;
    if (in_.sign() == '<') {
      const std::size_t end = in_.text.find_first_of(">\r\n ", in_.at);
      if (in_.sign(end) != '>') throw Uncommon{};
      tag = in_.text.substr(in_.at + 1, end - in_.at - 1);
      in_.at = end + 1;
    } else {
      const bool standard = in_.sign() == '!';
      if (standard) ++in_.at;
      const std::size_t from = in_.at;
      while (is_letter_or_digit(in_.sign()) || is_one_of(":._-/", in_.sign())) ++in_.at;
      if (in_.at == from) throw Uncommon{};
      tag = standard ? std::string(kStandard) : std::string(in_.text.substr(begin, from - begin));
      tag += in_.text.substr(from, in_.at - from);
    }
    if (!in_.is_blank(in_.at)) throw Uncommon{};
    return tag;
  }

  /// The name of an anchor or an alias, with the sign before it.
  std::string_view name() {
    const std::size_t from = ++in_.at;
    while (is_letter_or_digit(in_.sign()) || is_one_of("_-", in_.sign())) ++in_.at;
    if (in_.at == from || (!in_.is_blank(in_.at) && !is_one_of(",]}", in_.sign()))) throw Uncommon{};
    return in_.text.substr(from, in_.at - from);
  }

  void alias() {
    const std::size_t begin = in_.at;
    const auto anchor = anchors_.find(name());
    if (anchor == anchors_.end()) throw Uncommon{};
    events_.OnAlias(mark(begin), anchor->second);
    in_.skip_spaces();
  }

  /// Reads a text, of a plain one its first line, into `value_`, and the spaces behind it.
  Scalar read_text(Around around) {
    const bool quoted = in_.sign() == '"' || in_.sign() == '\'';
    if (quoted)
      read_quoted(in_, value_);
    else
      read_plain(in_, around, value_);
    in_.skip_spaces();
    return quoted ? Scalar::Quoted : Scalar::Plain;
  }

  static std::size_t begin_of(const Properties& properties, std::size_t content) {
    return properties.any() ? properties.begin : content;
  }

  static std::string tag_or(const Properties& properties, const char* nonspecific) {
    return properties.tag.empty() ? nonspecific : properties.tag;
  }

  void give_text(const Properties& properties, std::size_t content, Scalar kind) {
    const YAML::Mark begin = mark(begin_of(properties, content));
    if (kind == Scalar::Plain && properties.tag.empty() && is_null(value_)) return events_.OnNull(begin, properties.anchor);
    events_.OnScalar(begin, tag_or(properties, kind == Scalar::Plain ? "?" : "!"), properties.anchor, value_);
  }

  /// Nothing stands behind a tag or an anchor: a tag makes it an empty text.
  void give_nothing(const Properties& properties) {
    if (properties.tag.empty()) return events_.OnNull(mark(properties.begin), properties.anchor);
    events_.OnScalar(mark(properties.begin), properties.tag, properties.anchor, "");
  }

  void block_scalar(const Properties& properties, int parent) {
    const std::size_t begin = begin_of(properties, in_.at);
    read_block(in_, parent, value_);
    events_.OnScalar(mark(begin), tag_or(properties, "!"), properties.anchor, value_);
  }

  YamlText in_;
  YAML::EventHandler& events_;
  std::map<std::string, YAML::anchor_t, std::less<>> anchors_;
  YAML::anchor_t last_anchor_ = 0;
  std::string value_;  // of the text that was read last
};

}  // namespace

bool read_common_yaml(std::string_view text, YAML::EventHandler& events) {
  try {
    Reader(text, events).document();
    return true;
  } catch (const Uncommon&) {
    return false;
  }
}

}  // namespace cxsam
