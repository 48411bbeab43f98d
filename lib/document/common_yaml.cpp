#include "document/common_yaml.h"

#include <cstddef>
#include <utility>

#include "document/yaml_values.h"

namespace cxsam {
namespace {

/// A collection's column is that of its first key or dash, and -1 stands around the document.
class Reader {
 public:
  Reader(std::string_view text, YAML::EventHandler& events) : values_(text, events) {}

  void document() {
    Place place{.parent = -1, .dash = 0, .may_open = true};
    skip_directives();
    if (in_.at_marker() && in_.sign() == '-') {
      in_.at += 3;
      place.may_open = in_.at_line_end();
    }
    events_.OnDocumentStart(yaml_mark(in_.at));
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
  /// Where a value stands in a block collection. Behind a key no other collection begins, unless it begins a line.
  struct Place {
    int parent;     // the column of the collection
    int dash;       // the least column of a dash: in a map the items of a list may stand below its key
    bool may_open;  // whether a block collection may begin here
  };

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
    YamlProperties outer;  // on lines of their own
    YamlProperties inner = values_.properties();
    while (inner.any() && in_.at_line_end()) {
      in_.skip_to_content();
      outer = joined(std::move(outer), std::exchange(inner, {}));
      if (in_.at_end() || !belongs_to(place) || in_.at_marker()) return values_.give_nothing(outer);
      place.may_open = true;
      inner = values_.properties();
    }
    switch (in_.sign()) {
      case '*':
        if (outer.any() || inner.any()) throw Uncommon{};
        values_.alias();
        break;
      case '[':
      case '{':
        read_flow_collection(values_, joined(std::move(outer), std::move(inner)));
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
  bool text_or_map(const Place& place, YamlProperties outer, YamlProperties inner) {
    const std::size_t content = in_.at;
    const std::size_t line = in_.line;
    const YamlValues::Scalar kind = values_.read_text(Around::Block);
    if (at_colon() && in_.line == line) {
      if (!place.may_open) throw Uncommon{};
      block_map(outer, inner, content, kind);
      return true;
    }
    if (kind == YamlValues::Scalar::Plain) read_plain_lines(in_, Around::Block, place.parent, values_.text);
    values_.give_text(joined(std::move(outer), std::move(inner)), content, kind);
    return false;
  }

  /// From behind the first key, which stands at `content`.
  void block_map(const YamlProperties& properties_of_map, YamlProperties properties_of_key, std::size_t content,
                 YamlValues::Scalar kind) {
    std::size_t key = properties_of_key.any() ? properties_of_key.begin : content;
    const int at_column = static_cast<int>(key - in_.line);
    events_.OnMapStart(yaml_mark(properties_of_map.begin_of(key)), properties_of_map.tag_or("?"), properties_of_map.anchor,
                       YAML::EmitterStyle::Block);
    while (true) {
      if (in_.at - key > kLongestYamlKey) throw Uncommon{};
      values_.give_text(properties_of_key, content, kind);
      ++in_.at;
      map_value(at_column);
      in_.skip_to_content();
      if (in_.at_end() || in_.column() < at_column || in_.at_marker()) break;
      if (in_.column() > at_column || at_dash()) throw Uncommon{};
      key = in_.at;
      properties_of_key = values_.properties();
      content = in_.at;
      const std::size_t line = in_.line;
      kind = values_.read_text(Around::Block);
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
    values_.give_null();
  }

  void block_sequence(const YamlProperties& of_list) {
    const int at_column = in_.column();
    events_.OnSequenceStart(yaml_mark(of_list.begin_of(in_.at)), of_list.tag_or("?"), of_list.anchor,
                            YAML::EmitterStyle::Block);
    while (true) {
      ++in_.at;
      const bool below = in_.at_line_end();
      if (below) in_.skip_to_content();
      if (below && (in_.at_end() || in_.column() <= at_column))
        values_.give_null();
      else
        node({.parent = at_column, .dash = at_column + 1, .may_open = true});
      in_.skip_to_content();
      if (in_.at_end() || in_.column() < at_column) break;
      if (in_.column() > at_column) throw Uncommon{};
      if (!at_dash()) break;
    }
    events_.OnSequenceEnd();
  }

  void block_scalar(const YamlProperties& properties, int parent) {
    const std::size_t begin = properties.begin_of(in_.at);
    read_block(in_, parent, values_.text);
    events_.OnScalar(yaml_mark(begin), properties.tag_or("!"), properties.anchor, values_.text);
  }

  YamlValues values_;
  YamlText& in_ = values_.in;
  YAML::EventHandler& events_ = values_.events;
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
