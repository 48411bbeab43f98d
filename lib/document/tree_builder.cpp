#include "document/tree_builder.h"

#include <algorithm>
#include <utility>

#include "document/members.h"
#include "document/short_form.h"

namespace cxsam {

void TreeBuilder::stop(Span where, std::string message, std::string hint, std::vector<RelatedPlace> related) {
  Diagnostic& finding = diagnostics_.error("E0000", where, std::move(message));
  finding.hints.push_back(std::move(hint));
  finding.related = std::move(related);
  throw ReadingStopped{};
}

void TreeBuilder::count(std::size_t nodes, Span where) {
  nodes_ += nodes;
  if (nodes_ <= limits_.nodes) return;
  stop(where, "the document has more than " + std::to_string(limits_.nodes) + " values when its aliases are expanded",
       "aliases of aliases multiply; write the repeated part out or make the document smaller");
}

void TreeBuilder::check_depth(std::size_t height, Span where) {
  if (depth_ + height <= limits_.depth) return;
  stop(where, "more than " + std::to_string(limits_.depth) + " levels of nesting",
       "templates have a few levels; look for brackets that are opened again and again");
}

void TreeBuilder::open(Node::Kind kind, Node::Style style, Span span, Tag tag) {
  const std::size_t height = tag.name.empty() ? 1 : 2;
  count(height, span);
  check_depth(height, span);
  depth_ += height;
  Frame& frame = frames_.emplace_back();
  frame.node.kind = kind;
  frame.node.style = style;
  frame.node.span = span;
  frame.tag = tag;
  frame.wants_key = kind == Node::Kind::Map;
}

const Node& TreeBuilder::close(std::uint32_t end) {
  Frame frame = std::move(frames_.back());
  frames_.pop_back();
  depth_ -= frame.tag.name.empty() ? 1 : 2;
  Node& node = frame.node;
  node.span.end = std::max(node.span.begin, end);
  if (node.is_map()) {
    if (!frame.merges.empty()) apply_merges(node, frame.merges, diagnostics_);
    if (limits_.stops_at_duplicates && tell_duplicate_keys(node, diagnostics_)) throw ReadingStopped{};
    drop_duplicate_keys(node, diagnostics_, limits_.last_key_counts);
  }
  if (frame.tag.name.empty()) return place(std::move(node));
  const Span whole{file_, frame.tag.span.begin, node.span.end};
  return place(expand_short_form(frame.tag.name, std::move(node), whole, frame.tag.span));
}

void TreeBuilder::key(std::string text, Span span, bool merge) {
  Frame& frame = frames_.back();
  if (merge) frame.merges.push_back(frame.node.members.size());
  frame.node.members.push_back({std::move(text), span, {}});
  frame.wants_key = false;
}

const Node& TreeBuilder::value(Node&& node, Tag tag) {
  if (tag.name.empty()) {
    count(1, node.span);
    return place(std::move(node));
  }
  count(2, node.span);
  check_depth(1, node.span);
  const Span whole{file_, tag.span.begin, node.span.end};
  return place(expand_short_form(tag.name, std::move(node), whole, tag.span));
}

const Node& TreeBuilder::place(Node&& node) {
  if (frames_.empty()) return root_.emplace(std::move(node));
  Frame& frame = frames_.back();
  if (frame.node.is_list()) return frame.node.items.emplace_back(std::move(node));
  frame.wants_key = true;
  return frame.node.members.back().value = std::move(node);
}

}  // namespace cxsam
