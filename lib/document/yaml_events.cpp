#include "document/yaml_events.h"

#include <algorithm>
#include <utility>

#include <yaml-cpp/mark.h>

#include "base/text.h"
#include "document/reading_stops.h"
#include "document/scalar.h"
#include "document/short_form.h"
#include "document/source_scan.h"
#include "document/standard_tag.h"

namespace cxsam {
namespace {

std::size_t height_of(const Node& node) {
  std::size_t height = 0;
  for (const Node& item : node.items) height = std::max(height, height_of(item));
  for (const Member& member : node.members) height = std::max(height, height_of(member.value));
  return height + 1;
}

// A long text counts more than once: what aliases multiply is memory.
std::size_t cost_of(const Node& node) {
  std::size_t cost = 1 + node.text.size() / 32;
  for (const Node& item : node.items) cost += cost_of(item);
  for (const Member& member : node.members) cost += cost_of(member.value) + member.key.size() / 32;
  return cost;
}

// How long the null is that is written at `at`: 1 for `~`, 4 for `null`, 0 when there is none.
std::size_t null_length(std::string_view text, std::size_t at) {
  const std::size_t end = std::min(text.find_first_of(" \t\r\n,[]{}:", at), text.size());
  return plain_kind(text.substr(at, end - at)) == Node::Kind::Null ? end - at : 0;
}

// yaml-cpp makes one byte each of the escapes \N and \_, where UTF-8 has two.
void repair_escapes(std::string& text) {
  if (!find_invalid_utf8(text)) return;
  std::string repaired;
  std::string_view rest = text;
  while (const auto bad = find_invalid_utf8(rest)) {
    repaired.append(rest.substr(0, *bad)) += '\xC2';
    repaired += rest[*bad];
    rest.remove_prefix(*bad + 1);
  }
  repaired += rest;
  text = std::move(repaired);
}

Node::Style style_of(char sign) {
  switch (sign) {
    case '\'':
      return Node::Style::SingleQuoted;
    case '"':
      return Node::Style::DoubleQuoted;
    case '|':
      return Node::Style::Literal;
    case '>':
      return Node::Style::Folded;
    default:
      return Node::Style::Plain;
  }
}

}  // namespace

std::size_t YamlEvents::offset(const YAML::Mark& mark) const {
  return std::min(static_cast<std::size_t>(std::max(mark.pos, 0)) + skipped_, text_.size());
}

Span YamlEvents::span(std::size_t begin, std::size_t end) const {
  return {file_, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(std::max(begin, end))};
}

YamlEvents::Properties YamlEvents::properties_at(std::size_t at) const {
  Properties properties{at, at, {}};
  while (properties.content < text_.size() && (text_[properties.content] == '!' || text_[properties.content] == '&')) {
    properties.end = end_of_property(text_, properties.content);
    if (text_[properties.content] == '!') properties.tag = span(properties.content, properties.end);
    properties.content = skip_blanks(text_, properties.end);
  }
  return properties;
}

void YamlEvents::OnDocumentStart(const YAML::Mark& mark) {
  if (++documents_ == 1) return;
  const std::size_t at = offset(mark);
  if (text_.substr(at).starts_with("---"))
    tree_.stop(span(at, at + 3), "a second document begins here, and a template is one document",
               "remove this `---` and what follows it, or put each document in a file of its own");
  tree_.stop(span(at, std::min(text_.find_first_of("\r\n", at), text_.size())), "the document has ended before this line",
             "give all top-level keys the same indentation; a template is one map");
}

// An empty value's mark is that of the next thing, whatever it is: it is none if a comma or the indentation parts them.
bool YamlEvents::is_empty_value(std::size_t at) const {
  if (tree_.frames().empty()) return false;
  const Node& parent = tree_.frames().back().node;
  std::size_t commas_before = parent.items.empty() ? 0 : 1;
  for (std::size_t between = skip_blanks(text_, cursor_); between < at; between = skip_blanks(text_, between + 1))
    if (text_[between] == ',' && commas_before-- == 0) return true;
  return parent.style == Node::Style::Block && column_of(text_, at) <= column_of(text_, parent.span.begin);
}

Span YamlEvents::empty_place(std::size_t mark, const Properties& properties) const {
  if (properties.end > mark) return span(mark, properties.end);
  if (tree_.in_map()) return tree_.last_key_span();
  const std::size_t dash = skip_blanks(text_, cursor_);
  return span(dash, std::min(dash + 1, text_.size()));
}

// yaml-cpp takes the last line of a block map for a key without a value, colon or not. Behind `?` none is needed.
void YamlEvents::check_colon() {
  if (tree_.frames().back().node.style != Node::Style::Block) return;
  const Span key = tree_.last_key_span();
  const std::size_t line = key.begin - column_of(text_, key.begin);
  const bool is_marked = trim(text_.substr(line, key.begin - line)).ends_with('?');
  const std::size_t stop = skip_blanks(text_, key.end);
  if (is_marked || sign_at(stop) == ':') return;
  tree_.stop(key, "this line is no `key: value`", "add the `:`, or indent the line if it belongs to the text above",
             {{span(stop, stop), std::string(kReadingStops)}});
}

void YamlEvents::OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) {
  const Properties properties = properties_at(offset(mark));
  const std::size_t at = properties.content;
  const std::size_t length = null_length(text_, at);
  const bool is_key = tree_.wants_key();
  if (is_key && length == 0)
    tree_.stop(span(at, std::min(at + 1, text_.size())), "a key is missing before `:`",
               "write a name before the colon, or put the text in quotes if it is meant as text");
  if (!is_key && tree_.in_map()) check_colon();
  Node node;
  if (is_key || (length > 0 && !is_empty_value(at))) {
    node.text = text_.substr(at, length);
    node.span = span(at, at + length);
  } else {
    node.span = empty_place(offset(mark), properties);
  }
  cursor_ = std::max<std::size_t>(cursor_, node.span.end);
  if (is_key)
    take_key(std::move(node), "?", properties);
  else
    remember(anchor, tree_.value(std::move(node)));
}

void YamlEvents::OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) {
  const std::size_t begin = offset(mark);
  const Span where = span(begin, end_of_property(text_, begin));
  cursor_ = where.end;
  if (anchor >= anchors_.size() || anchors_[anchor].height == 0)
    tree_.stop(where, "`" + std::string(text_.substr(begin, where.end - begin)) + "` stands for a value that contains it",
               "an alias can only repeat a value that has ended before it");
  const Anchor& named = anchors_[anchor];
  if (tree_.wants_key()) {
    Node key = named.node;
    key.span = where;
    take_key(std::move(key), "?", {});
    return;
  }
  tree_.count(named.nodes, where);
  tree_.check_depth(named.height, where);
  tree_.value(Node(named.node));
}

Node YamlEvents::read_scalar(const Properties& properties, const std::string& tag, const std::string& value) {
  Node node;
  node.text = value;
  const std::size_t at = properties.content;
  const char sign = sign_at(at);
  node.style = style_of(sign);
  const bool empty_after_tag =
      value.empty() && tag != "?" && tag != "!" &&
      (node.style == Node::Style::Plain || (node.style < Node::Style::Literal && end_of_quoted(text_, at) != at + 2));
  if (empty_after_tag) {
    node.style = Node::Style::Plain;
    node.span = span(properties.tag.begin, properties.end);
  } else if (node.style == Node::Style::Plain) {
    node.span = span(at, end_of_plain(text_, at, value));
  } else if (node.style == Node::Style::Literal || node.style == Node::Style::Folded) {
    node.span = span(at, end_of_block_scalar(text_, at, value));
  } else {
    const std::size_t end = end_of_quoted(text_, at);
    if (end == std::string_view::npos)
      tree_.stop(span(at, at + 1), std::string("the quote `") + sign + "` is never closed",
                 std::string("close the text with another `") + sign + "`",
                 {{span(text_.size(), text_.size()), std::string(kReadingStops)}});
    node.span = last_quoted_ = span(at, end);
    if (sign == '"') repair_escapes(node.text);
  }
  node.kind = tag == "?" && node.style == Node::Style::Plain ? plain_kind(value) : Node::Kind::String;
  cursor_ = node.span.end;
  return node;
}

TreeBuilder::Tag YamlEvents::take_tag(const std::string& tag, Node& node, const Properties& properties) {
  if (tag.empty() || tag == "?" || tag == "!") return {};
  if (const std::string_view name = long_name(tag); !name.empty()) return {name, properties.tag};
  const std::string written(text_.substr(properties.tag.begin, properties.tag.end - properties.tag.begin));
  if (is_standard_tag(tag)) {
    const TagFit fit = apply_standard_tag(tag, node);
    if (fit == TagFit::Unknown)
      diagnostics_.error("E0000", properties.tag, "CloudFormation does not know the tag `" + written + "`")
          .hints.push_back("write the value without it");
    if (fit == TagFit::DoesNotFit)
      diagnostics_.error("E0000", node.span, "the value does not fit its tag `" + written + "`")
          .hints.push_back("remove the tag, or write a value of that type");
    return {};
  }
  const std::optional<std::string> meant = closest_short_form(tag);
  diagnostics_.error("CX0001", properties.tag, "unknown tag `" + written + "`")
      .hints.push_back(meant
                           ? "did you mean `" + *meant + "`?"
                           : "quote the text if the `!` belongs to it; functions without a short form are written `Fn::Name:`");
  // What other tools make of their tags, so that the rest of the template can be looked at.
  // A bare `!` of the first key stands behind the tag of the map, and has no name.
  const std::size_t name = std::min(written.find_first_not_of("!<"), written.size());
  return {unknown_names_.emplace_back("Fn::" + written.substr(name)), properties.tag};
}

void YamlEvents::OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, const std::string& value) {
  const Properties properties = properties_at(offset(mark));
  Node node = read_scalar(properties, tag, value);
  if (tree_.wants_key()) {
    if (anchor != YAML::NullAnchor) remember(anchor, node);
    take_key(std::move(node), tag, properties);
    return;
  }
  const TreeBuilder::Tag short_form = take_tag(tag, node, properties);
  remember(anchor, tree_.value(std::move(node), short_form));
}

void YamlEvents::take_key(Node node, const std::string& tag, const Properties& properties) {
  const char sign = sign_at(node.span.begin);
  // An open bracket makes all that follows it part of a key.
  if (!node.is_scalar() && (sign == '[' || sign == '{') && !is_closed_flow(text_, node.span.begin))
    tree_.stop(node.span, std::string("the `") + sign + "` is never closed",
               std::string("close it with `") + (sign == '[' ? ']' : '}') + "`");
  if (!node.is_scalar())
    tree_.stop(node.span, "a key must be a plain text, not a list or a map",
               "put the text in quotes if it is meant as text, as `\"{{ name }}\"`");
  if (!tag.empty() && tag != "?" && tag != "!" && !is_standard_tag(tag))
    diagnostics_.error("E0000", properties.tag, "a key cannot have a tag")
        .hints.push_back(
            "the tag belongs to the whole map that follows: write `!Name { key: value }`, or begin the map on the next line");
  const bool merge = node.text == "<<" && node.style == Node::Style::Plain;
  tree_.key(std::move(node.text), node.span, merge);
}

void YamlEvents::open(Node::Kind kind, const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) {
  const Properties properties = properties_at(offset(mark));
  Node node;
  node.kind = kind;
  node.span = span(properties.content, std::min(properties.content + 1, text_.size()));
  if (tree_.wants_key()) take_key(node, "?", properties);
  const char sign = sign_at(properties.content);
  const bool bracket = kind == Node::Kind::List ? sign == '[' : sign == '{';
  const bool in_flow = !tree_.frames().empty() && tree_.frames().back().node.style == Node::Style::Flow;
  node.style = bracket || in_flow ? Node::Style::Flow : Node::Style::Block;
  cursor_ = properties.content + (bracket ? 1 : 0);
  const TreeBuilder::Tag short_form = take_tag(tag, node, properties);
  tree_.open(kind, node.style, node.span, short_form);
  open_anchors_.push_back(anchor);
  if (anchor != YAML::NullAnchor && anchors_.size() <= anchor) anchors_.resize(anchor + 1);
}

void YamlEvents::OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                                 YAML::EmitterStyle::value) {
  open(Node::Kind::List, mark, tag, anchor);
}

void YamlEvents::OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, YAML::EmitterStyle::value) {
  open(Node::Kind::Map, mark, tag, anchor);
}

void YamlEvents::close() {
  const std::size_t begin = tree_.frames().back().node.span.begin;
  if (sign_at(begin) == (tree_.in_map() ? '{' : '[')) cursor_ = end_of_flow(text_, cursor_);
  const Node& node = tree_.close(static_cast<std::uint32_t>(cursor_));
  const YAML::anchor_t anchor = open_anchors_.back();
  open_anchors_.pop_back();
  remember(anchor, node);
}

void YamlEvents::remember(YAML::anchor_t anchor, const Node& node) {
  if (anchor == YAML::NullAnchor) return;
  if (anchors_.size() <= anchor) anchors_.resize(anchor + 1);
  const std::size_t cost = cost_of(node);
  tree_.count(cost, node.span);
  anchors_[anchor] = {node, cost, height_of(node)};
}

}  // namespace cxsam
