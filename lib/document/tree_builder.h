// What the YAML and the JSON reader share: events in, one Node tree out, within limits and with unique keys.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/reader.h"

namespace cxsam {

/// Thrown by TreeBuilder through the parser, after the finding has been made, when reading cannot go on.
/// read_document catches it.
struct ReadingStopped {};

class TreeBuilder {
 public:
  TreeBuilder(FileId file, Diagnostics& diagnostics, ReadLimits limits)
      : file_(file), diagnostics_(diagnostics), limits_(limits) {}

  /// A short form around a value: nothing, or its long name and where its tag stands.
  struct Tag {
    std::string_view name;  // "Fn::Sub"
    Span span;
  };

  /// Starts a list or a map at `span.begin`; the end of the span comes with close(). `tag` wraps it in a short form.
  void open(Node::Kind kind, Node::Style style, Span span, Tag tag = {});
  /// Ends the innermost collection and gives it back as it stands in the tree, for anchors.
  const Node& close(std::uint32_t end);
  /// The next key of the innermost map. `merge` says that it is YAML's `<<`.
  void key(std::string text, Span span, bool merge = false);
  /// A whole value: a scalar, or what an alias stands for (then with its cost, see count()).
  const Node& value(Node&& node, Tag tag = {});

  [[nodiscard]] bool wants_key() const { return !frames_.empty() && frames_.back().wants_key; }
  [[nodiscard]] bool in_map() const { return !frames_.empty() && frames_.back().node.is_map(); }
  /// The collections that are open now, innermost last; their spans have only a beginning yet.
  struct Frame {
    Node node;
    Tag tag;
    bool wants_key = false;
    std::vector<std::size_t> merges = {};  // which members are `<<`
  };
  [[nodiscard]] const std::vector<Frame>& frames() const { return frames_; }
  /// Where the key of the value that comes next stands.
  [[nodiscard]] Span last_key_span() const { return frames_.back().node.members.back().key_span; }

  /// Counts nodes against ReadLimits::nodes.
  void count(std::size_t nodes, Span where);
  /// Checks that a value of `height` nested collections fits here.
  void check_depth(std::size_t height, Span where);

  /// Reports the finding and stops reading.
  [[noreturn]] void stop(Span where, std::string message, std::string hint, std::vector<RelatedPlace> related = {});

  [[nodiscard]] std::optional<Node> take_root() { return std::move(root_); }

 private:
  const Node& place(Node&& node);

  FileId file_;
  Diagnostics& diagnostics_;
  ReadLimits limits_;
  std::vector<Frame> frames_;
  std::optional<Node> root_;
  std::size_t depth_ = 0;
  std::size_t nodes_ = 0;
};

}  // namespace cxsam
