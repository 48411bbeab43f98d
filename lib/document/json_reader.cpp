#include <algorithm>
#include <string>
#include <utility>

#include "document/parse.h"
#include "document/tree_builder.h"
#include "json/json.h"
#include "json/json_error.h"

namespace cxsam {
namespace {

// nlohmann's events -> TreeBuilder. What has been read ends at `cursor_`; the next token begins after blanks and commas.
class JsonEvents final : public nlohmann::json_sax<Json> {
 public:
  JsonEvents(DocumentText document, TreeBuilder& tree, Diagnostics& diagnostics)
      : text_(document.text),
        start_(document.skipped),
        cursor_(document.skipped),
        file_(document.file),
        tree_(tree),
        diagnostics_(diagnostics) {}

  bool null() override { return word(Node::Kind::Null); }
  bool boolean(bool) override { return word(Node::Kind::Bool); }
  bool number_integer(number_integer_t) override { return word(Node::Kind::Int); }
  bool number_unsigned(number_unsigned_t) override { return word(Node::Kind::Int); }
  bool number_float(number_float_t, const string_t&) override {
    const std::size_t begin = next_token();
    const std::string_view number = text_.substr(begin, end_of_word(begin) - begin);
    return word(number.find_first_of(".eE") == std::string_view::npos ? Node::Kind::Int : Node::Kind::Double);
  }
  bool string(string_t& value) override {
    Node node;
    node.kind = Node::Kind::String;
    node.style = Node::Style::DoubleQuoted;
    node.span = quoted();
    node.text = std::move(value);
    tree_.value(std::move(node));
    return true;
  }
  bool binary(binary_t&) override { return false; }
  bool key(string_t& value) override {
    const Span where = quoted();
    tree_.key(std::move(value), where);
    return true;
  }
  bool start_object(std::size_t) override { return open(Node::Kind::Map); }
  bool end_object() override { return close(); }
  bool start_array(std::size_t) override { return open(Node::Kind::List); }
  bool end_array() override { return close(); }

  bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception& error) override {
    // Positions count the bytes read, among them the one that was wrong.
    const std::size_t at = std::min(start_ + std::max<std::size_t>(position, 1) - 1, text_.size());
    diagnostics_
        .error("E0000", span(at, std::min(at + 1, text_.size())),
               "the JSON cannot be read: " + describe_json_error(error.what()))
        .hints.push_back("look at the sign before this place too: a comma or a quote may be missing");
    return false;
  }

 private:
  [[nodiscard]] Span span(std::size_t begin, std::size_t end) const {
    return {file_, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  }
  [[nodiscard]] std::size_t next_token() const { return std::min(text_.find_first_not_of(" \t\r\n,:", cursor_), text_.size()); }
  [[nodiscard]] std::size_t end_of_word(std::size_t at) const {
    return std::min(text_.find_first_of(" \t\r\n,:]}", at), text_.size());
  }

  bool word(Node::Kind kind) {
    Node node;
    node.kind = kind;
    const std::size_t begin = next_token();
    cursor_ = end_of_word(begin);
    node.span = span(begin, cursor_);
    node.text = text_.substr(begin, cursor_ - begin);
    tree_.value(std::move(node));
    return true;
  }

  Span quoted() {
    const std::size_t begin = next_token();
    cursor_ = begin + 1;
    while (text_[cursor_] != '"') cursor_ += text_[cursor_] == '\\' ? 2 : 1;
    return span(begin, ++cursor_);
  }

  bool open(Node::Kind kind) {
    const std::size_t begin = next_token();
    cursor_ = begin + 1;
    tree_.open(kind, Node::Style::Flow, span(begin, cursor_));
    return true;
  }

  bool close() {
    cursor_ = next_token() + 1;
    tree_.close(static_cast<std::uint32_t>(cursor_));
    return true;
  }

  std::string_view text_;
  std::size_t start_;
  std::size_t cursor_;
  FileId file_;
  TreeBuilder& tree_;
  Diagnostics& diagnostics_;
};

}  // namespace

std::optional<Node> parse_json_document(DocumentText document, Diagnostics& diagnostics, ReadLimits limits, bool& not_json) {
  TreeBuilder tree(document.file, diagnostics, limits);
  JsonEvents events(document, tree, diagnostics);
  const std::string_view json = document.text.substr(document.skipped);
  try {
    not_json = !Json::sax_parse(json.begin(), json.end(), &events);
  } catch (const ReadingStopped&) {
    return std::nullopt;
  }
  if (not_json) return std::nullopt;
  return tree.take_root();
}

}  // namespace cxsam
