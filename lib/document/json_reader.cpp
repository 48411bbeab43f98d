#include <algorithm>
#include <string>
#include <utility>

#include "document/merge_conflict.h"
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
    const std::string what = describe_json_error(error.what());
    const std::size_t at = what.starts_with("invalid string") ? last_read(position) : offending_token(last_read(position));
    if (auto conflict = find_merge_conflict(text_, file_, at)) {
      diagnostics_.add(std::move(*conflict));
      return false;
    }
    Diagnostic& finding =
        diagnostics_.error("E0000", span(at, std::min(at + 1, text_.size())), "the JSON cannot be read: " + what);
    finding.hints.emplace_back(hint_for(at));
    if (at >= text_.size() && !tree_.frames().empty())
      finding.related.push_back({tree_.frames().back().node.span, "this is still open"});
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

  // nlohmann counts the bytes that it has read, among them the one that was wrong.
  [[nodiscard]] std::size_t last_read(std::size_t position) const {
    return std::min(start_ + std::max<std::size_t>(position, 1) - 1, text_.size());
  }

  // Where the token begins that ends at `last`.
  [[nodiscard]] std::size_t offending_token(std::size_t last) const {
    std::size_t at = text_.find_first_not_of(" \t\r\n", cursor_);
    while (at < last && (text_[at] == ',' || text_[at] == ':')) at = text_.find_first_not_of(" \t\r\n", at + 1);
    return std::min(at, text_.size());
  }

  [[nodiscard]] std::string_view hint_for(std::size_t at) const {
    if (at >= text_.size()) return "close what is open";
    switch (text_[at]) {
      case '/':
      case '#':
        return "JSON has no comments; YAML has";
      case '\'':
        return "JSON has double quotes only";
      case '}':
      case ']':
        return "look for a comma before it that is too much";
      case '\n':
      case '\r':
        return "close the text with `\"`, or write `\\n` for a line end";
      case '"':
        return "look for a missing comma or colon before it";
      default:
        return "put the text in double quotes";
    }
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
