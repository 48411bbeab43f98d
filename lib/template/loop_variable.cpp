#include "template/loop_variable.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "template/sub_string.h"

namespace cxsam::tmpl {
namespace {

bool is_letter_or_digit(char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

class Replacement {
 public:
  Replacement(std::string_view name, std::string_view value, std::uint32_t expansion)
      : name_(name), value_(value), written_("${" + std::string(name) + "}"), short_("&{" + std::string(name) + "}") {
    expansion_ = expansion;
    std::ranges::copy_if(value, std::back_inserter(short_value_), is_letter_or_digit);
  }

  void apply(Node& node) {
    node.expansion = expansion_;
    if (node.is_string()) node.text = replaced(std::move(node.text));
    if (const auto intrinsic = as_intrinsic(node)) {
      if (intrinsic->name == "Ref" && intrinsic->argument->as_string() == name_) return become_text(node, std::string(value_));
      if (intrinsic->name == "Fn::Sub") return apply_to_sub(node);
    }
    for (Node& item : node.items) apply(item);
    for (Member& member : node.members) {
      member.key = replaced(std::move(member.key));
      apply(member.value);
    }
  }

 private:
  std::string replaced(std::string text) const {
    if (text.find('{') == std::string::npos) return text;
    return replace_all(replace_all(std::move(text), written_, value_), short_, short_value_);
  }

  void become_text(Node& node, std::string text) const {
    Node made = make_string(std::move(text), node);
    node = std::move(made);
  }

  void apply_to_sub(Node& node) {
    Node& argument = node.members.front().value;
    for (Node& item : argument.items) apply(item);
    if (!argument.is_string()) return;
    const std::string before = std::exchange(argument.text, {});
    argument.text = replaced(before);
    argument.expansion = expansion_;
    const auto stands_for_itself = [](const SubPiece& piece) { return piece.kind == SubPiece::Kind::Text; };
    if (argument.text != before && std::ranges::all_of(parse_sub(argument.text), stands_for_itself)) {
      become_text(node, argument.text);
    }
  }

  std::string_view name_;
  std::string_view value_;
  std::string written_;
  std::string short_;
  std::string short_value_;
  std::uint32_t expansion_ = 0;
};

}  // namespace

void put_loop_value(Node& body, std::string_view name, std::string_view value, std::uint32_t expansion) {
  Replacement(name, value, expansion).apply(body);
}

}  // namespace cxsam::tmpl
