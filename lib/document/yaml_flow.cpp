// Collections in brackets, over any number of lines.
#include "document/yaml_values.h"

namespace cxsam {
namespace {

bool is_one_of(std::string_view set, char c) { return set.find(c) != std::string_view::npos; }

class FlowReader {
 public:
  explicit FlowReader(YamlValues& values) : values_(values) {}

  void collection(const YamlProperties& of_collection) {
    const std::size_t begin = of_collection.begin_of(in_.at);
    const bool is_list = in_.text[in_.at++] == '[';
    const std::string name = of_collection.tag_or("?");
    if (is_list)
      events_.OnSequenceStart(yaml_mark(begin), name, of_collection.anchor, YAML::EmitterStyle::Flow);
    else
      events_.OnMapStart(yaml_mark(begin), name, of_collection.anchor, YAML::EmitterStyle::Flow);
    const char closing = is_list ? ']' : '}';
    skip();
    while (in_.sign() != closing) {
      is_list ? item() : member();
      skip();
      if (in_.sign() == closing) break;
      if (in_.sign() != ',') throw Uncommon{};
      ++in_.at;
      skip();
    }
    ++in_.at;
    is_list ? events_.OnSequenceEnd() : events_.OnMapEnd();
  }

 private:
  void skip() {
    in_.skip_to_content();
    if (in_.at_end() || in_.at_marker()) throw Uncommon{};
  }

  void member() {
    key();
    value();
  }

  /// A key with what stands before it. One of several lines has no value.
  void key() {
    const std::size_t line = in_.line;
    const std::size_t first = in_.at;
    const YamlProperties of_key = values_.properties();
    const std::size_t content = in_.at;
    const YamlValues::Scalar kind = read_text();
    if (in_.at - first > kLongestYamlKey || (in_.sign() == ':' && in_.line != line)) throw Uncommon{};
    values_.give_text(of_key, content, kind);
  }

  /// What stands behind a key in brackets, if anything does.
  void value() {
    const bool given = in_.sign() == ':';
    if (given) {
      ++in_.at;
      skip();
    }
    if (!given || is_one_of(",]}", in_.sign())) return values_.give_null();
    node();
  }

  /// An item of a list, which may be the one member of a map: `[a: b]`.
  void item() {
    const YamlText before = in_;
    YamlProperties of_item = values_.properties();
    if (is_one_of("[{*", in_.sign())) {
      in_ = before;
      return node();
    }
    if (of_item.any() && is_one_of(",]", in_.sign())) return values_.give_nothing(of_item);
    const std::size_t content = in_.at;
    const YamlValues::Scalar kind = read_text();
    if (in_.sign() != ':') return values_.give_text(of_item, content, kind);
    if (in_.line != before.line) throw Uncommon{};
    events_.OnMapStart(yaml_mark(content), "?", YAML::NullAnchor, YAML::EmitterStyle::Flow);
    values_.give_text(of_item, content, kind);
    value();
    events_.OnMapEnd();
  }

  void node() {
    const YamlProperties of_node = values_.properties();
    if (of_node.any()) skip();
    if (in_.sign() == '[' || in_.sign() == '{') {
      collection(of_node);
    } else if (in_.sign() == '*') {
      if (of_node.any()) throw Uncommon{};
      values_.alias();
    } else if (of_node.any() && is_one_of(",]}", in_.sign())) {
      values_.give_nothing(of_node);
    } else {
      const std::size_t content = in_.at;
      const YamlValues::Scalar kind = read_text();
      values_.give_text(of_node, content, kind);
    }
    in_.skip_spaces();
    if (in_.sign() == ':') throw Uncommon{};
  }

  YamlValues::Scalar read_text() {
    const YamlValues::Scalar kind = values_.read_text(Around::Flow);
    if (kind == YamlValues::Scalar::Plain) read_plain_lines(in_, Around::Flow, -1, values_.text);
    return kind;
  }

  YamlValues& values_;
  YamlText& in_ = values_.in;
  YAML::EventHandler& events_ = values_.events;
};

}  // namespace

void read_flow_collection(YamlValues& values, const YamlProperties& of_collection) {
  FlowReader(values).collection(of_collection);
}

}  // namespace cxsam
