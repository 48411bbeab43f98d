#include "template/loop_variable.h"

#include <algorithm>
#include <utility>

#include "base/ascii.h"
#include "base/text.h"
#include "template/sub_string.h"

namespace cxsam::tmpl {
namespace {

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
      apply_to_key(member.key);
      apply(member.value);
    }
  }

  void apply_to_key(std::string& key) const { key = replaced(std::move(key)); }

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

/// The attributes of a resource that are names.
bool is_name(std::string_view key) { return key == "DependsOn" || key == "Condition" || key == "Type"; }

/// A variable of which only the name is known: values that hold it become functions, which nothing evaluates.
class UnknownReplacement {
 public:
  UnknownReplacement(std::string_view name, std::string_view value, const Node& collection, std::uint32_t expansion)
      : name_(name), collection_(collection), names_(name, value, expansion) {
    expansion_ = expansion;
  }

  void apply(Node& node) {
    node.expansion = expansion_;
    if (node.is_string() && contains(node.text)) return become_sub(node, make_string(escaped(node.text), node));
    if (const auto intrinsic = as_intrinsic(node)) {
      if (intrinsic->name == "Ref" && intrinsic->argument->as_string() == name_) return become_item(node);
      if (intrinsic->name == "Fn::Sub") return apply_to_sub(node);
      if (intrinsic->name == "Ref" || intrinsic->name == "Fn::GetAtt" || intrinsic->name == "Condition")
        return names_.apply(node);
    }
    for (Node& item : node.items) apply(item);
    for (Member& member : node.members) {
      names_.apply_to_key(member.key);
      is_name(member.key) ? names_.apply(member.value) : apply(member.value);
    }
  }

 private:
  [[nodiscard]] bool contains(std::string_view text) const {
    const auto pieces = parse_sub(text);
    return std::ranges::any_of(
        pieces, [&](const SubPiece& piece) { return piece.kind != SubPiece::Kind::Text && piece.text == name_; });
  }

  /// The text for an Fn::Sub in which nothing but the variable is replaced.
  [[nodiscard]] std::string escaped(std::string_view text) const {
    return replace_all(escape_sub(text), "${!" + std::string(name_) + "}", "${" + std::string(name_) + "}");
  }

  [[nodiscard]] Node item(const Node& place) const {
    Node made = make_intrinsic("Fn::Select", make_list({make_int(0, place), collection_}, place), place);
    return made;
  }

  void become_item(Node& node) const {
    Node made = item(node);
    node = std::move(made);
  }

  void become_sub(Node& node, Node text) const {
    Node variables = make_map({{std::string(name_), node.span, item(node)}}, node);
    Node made = make_intrinsic("Fn::Sub", make_list({std::move(text), std::move(variables)}, node), node);
    node = std::move(made);
  }

  void apply_to_sub(Node& node) {
    Node& argument = node.members.front().value;
    if (argument.is_string()) {
      if (!contains(argument.text)) return names_.apply(node);
      return become_sub(node, argument);
    }
    if (argument.items.size() != 2 || !argument.items[1].is_map()) return;
    apply(argument.items[1]);
    if (argument.items[0].is_string() && contains(argument.items[0].text))
      argument.items[1].set(name_, item(argument.items[1]));
  }

  std::string_view name_;
  const Node& collection_;
  Replacement names_;
  std::uint32_t expansion_ = 0;
};

}  // namespace

void put_unknown_loop_value(Node& body, std::string_view name, std::string_view value, const Node& collection,
                            std::uint32_t expansion) {
  UnknownReplacement(name, value, collection, expansion).apply(body);
}

void put_loop_value(Node& body, std::string_view name, std::string_view value, std::uint32_t expansion) {
  Replacement(name, value, expansion).apply(body);
}

}  // namespace cxsam::tmpl
