// yaml-cpp's events -> TreeBuilder. yaml-cpp gives beginnings; the ends, the quoting of tagged scalars and whether an
// empty value was written come from the source text.
#pragma once

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include <yaml-cpp/eventhandler.h>

#include "document/tree_builder.h"

namespace cxsam {

class YamlEvents final : public YAML::EventHandler {
 public:
  /// `text` is the text of `file`, of which yaml-cpp reads what follows the first `skipped` bytes (a byte order mark).
  YamlEvents(std::string_view text, std::size_t skipped, FileId file, TreeBuilder& tree, Diagnostics& diagnostics)
      : text_(text), skipped_(skipped), file_(file), tree_(tree), diagnostics_(diagnostics) {}

  void OnDocumentStart(const YAML::Mark& mark) override;
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override;
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override;
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, const std::string& value) override;
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value style) override;
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value style) override;
  void OnMapEnd() override { close(); }

  /// Where the last quoted scalar stands; empty when there was none.
  [[nodiscard]] Span last_quoted() const { return last_quoted_; }

 private:
  /// What stands before a value: its tag and anchor.
  struct Properties {
    std::size_t end = 0;      // after the last of them
    std::size_t content = 0;  // where the value itself begins
    Span tag;
  };
  /// What an anchor names. A height of 0 means that the value is not complete yet.
  struct Anchor {
    Node node;
    std::size_t nodes = 0;
    std::size_t height = 0;
  };

  [[nodiscard]] std::size_t offset(const YAML::Mark& mark) const;
  [[nodiscard]] Span span(std::size_t begin, std::size_t end) const;
  [[nodiscard]] char sign_at(std::size_t at) const { return at < text_.size() ? text_[at] : '\n'; }
  [[nodiscard]] Properties properties_at(std::size_t at) const;
  [[nodiscard]] bool is_empty_value(std::size_t at) const;
  void check_colon();
  [[nodiscard]] Span empty_place(std::size_t mark, const Properties& properties) const;
  Node read_scalar(const Properties& properties, const std::string& tag, const std::string& value);
  void take_key(Node node, const std::string& tag, const Properties& properties);
  TreeBuilder::Tag take_tag(const std::string& tag, Node& node, const Properties& properties);
  void open(Node::Kind kind, const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor);
  void close();
  void remember(YAML::anchor_t anchor, const Node& node);

  std::string_view text_;
  std::size_t skipped_;
  FileId file_;
  TreeBuilder& tree_;
  Diagnostics& diagnostics_;
  std::size_t cursor_ = 0;  // everything before is read
  std::size_t documents_ = 0;
  Span last_quoted_;
  std::vector<Anchor> anchors_;               // by yaml-cpp's number
  std::deque<std::string> unknown_names_;     // of functions that unknown tags stand for; TreeBuilder::Tag points here
  std::vector<YAML::anchor_t> open_anchors_;  // of the collections that are open, 0 for none
};

}  // namespace cxsam
