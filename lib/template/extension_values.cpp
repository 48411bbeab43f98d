#include "template/extension_values.h"

#include <algorithm>
#include <array>
#include <utility>

#include "document/holds_function.h"
#include "document/writer.h"
#include "template/sub_string.h"

namespace cxsam::tmpl {
namespace {

constexpr std::array<std::string_view, 3> kReplaced{"Fn::FindInMap", "Fn::Length", "Fn::ToJsonString"};

/// A JSON text whose unknown parts deployment fills in: an Fn::Sub with a variable for each of them.
class JsonWithVariables {
 public:
  explicit JsonWithVariables(const Node& origin) : origin_(origin), variables_(make_map({}, origin)) {}

  Node write(Node value) {
    take_out(value);
    std::string text = escape_sub(write_json(value, 0));
    for (const Member& variable : variables_.members) {
      const std::size_t at = text.find(mark(variable.key));
      text.replace(at, mark(variable.key).size(), "${" + variable.key + "}");
    }
    return make_intrinsic("Fn::Sub", make_list({make_string(std::move(text), origin_), std::move(variables_)}, origin_),
                          origin_);
  }

 private:
  static std::string mark(std::string_view name) { return "<<" + std::string(name) + ">>"; }

  void take_out(Node& value) {
    if (as_intrinsic(value)) {
      std::string name = "JsonPart" + std::to_string(variables_.members.size() + 1);
      Node text = make_string(mark(name), origin_);
      variables_.members.push_back({std::move(name), origin_.span, std::exchange(value, std::move(text))});
      return;
    }
    for (Node& item : value.items) take_out(item);
    for (Member& member : value.members) take_out(member.value);
  }

  const Node& origin_;
  Node variables_;
};

void put_value(Node& node, std::string_view function, const Resolver& resolver) {
  Resolved value = resolver.resolve(node);
  if (value.known == Known::Yes || function == "Fn::FindInMap") {
    node = std::move(value.value);
  } else if (function == "Fn::ToJsonString" && !node.members.front().value.is_scalar()) {
    node = JsonWithVariables(Node(node)).write(std::move(value.value.members.front().value));
  }
}

/// The name in a Ref, the parts of an Fn::GetAtt: functions there are this transform's.
void put_names(Node& argument, const Resolver& resolver) {
  for (Node& item : argument.items) put_names(item, resolver);
  if (!argument.is_map()) return;
  Resolved name = resolver.resolve(argument);
  if (name.known == Known::Yes && name.value.is_string()) argument = std::move(name.value);
}

/// SAM CLI's text of an Fn::Sub that was resolved as far as it can be. Own variables that are unknown have no text.
void put_sub_text(Node& node) {
  const Node& argument = node.members.front().value;
  if (!argument.is_string()) return;
  std::string text;
  for (const SubPiece& piece : parse_sub(argument.text)) {
    text += piece.kind == SubPiece::Kind::Text ? std::string(piece.text) : "${" + std::string(piece.text) + "}";
  }
  node = make_string(std::move(text), node);
}

void put_rest(Node& node) {
  for (Node& item : node.items) put_rest(item);
  for (Member& member : node.members) put_rest(member.value);
  const auto intrinsic = as_intrinsic(node);
  if (!intrinsic) return;
  Node& argument = node.members.front().value;
  if (intrinsic->name == "Fn::Sub") return put_sub_text(node);
  if (intrinsic->name == "Fn::ToJsonString" && !argument.is_scalar()) {
    node = make_string(write_json(argument, 0), node);
  } else if (intrinsic->name == "Fn::Select" && !argument.items.empty()) {
    if (const auto index = argument.items[0].as_int()) argument.items[0] = make_int(*index, argument.items[0]);
  }
}

}  // namespace

void put_extension_values(Node& node, const Resolver& resolver) {
  if (const auto intrinsic = as_intrinsic(node)) {
    if (std::ranges::find(kReplaced, intrinsic->name) != kReplaced.end()) {
      return put_value(node, std::string(intrinsic->name), resolver);
    }
    if (intrinsic->name == "Ref" || intrinsic->name == "Fn::GetAtt") {
      return put_names(node.members.front().value, resolver);
    }
  }
  for (Node& item : node.items) put_extension_values(item, resolver);
  for (Member& member : node.members) put_extension_values(member.value, resolver);
}

bool put_policies(Node& resources, const Resolver& resolver, Undecided undecided, Diagnostics& diagnostics) {
  const auto has_value = [&](std::string_view name) { return resolver.parameter(name) != nullptr; };
  bool good = true;
  for (Member& resource : resources.members) {
    for (const std::string_view name : {"DeletionPolicy", "UpdateReplacePolicy"}) {
      Node* policy = resource.value.find(name);
      if (!policy || !holds_function(*policy)) continue;
      Resolved value = resolver.resolve(*policy);
      if (value.known == Known::Yes && value.value.is_string()) {
        *policy = std::move(value.value);
        continue;
      }
      const auto names = names_without_value(*policy, resolver.source(), has_value);
      if (!names.empty() && undecided == Undecided::MakeUp) continue;
      Diagnostic& finding =
          diagnostics.error(names.empty() ? "E0001" : "", policy->span,
                            "resource `" + resource.key + "`: `" + std::string(name) + "` is not known before deployment");
      finding.expansion = policy->expansion;
      finding.hints.push_back(names.empty() ? "use parameters that have values, mappings and conditions only"
                                            : how_to_decide(names));
      good = false;
    }
  }
  return good;
}

void put_all_values(Node& node, const Resolver& resolver) {
  node = resolver.resolve(node).value;
  put_rest(node);
}

}  // namespace cxsam::tmpl
