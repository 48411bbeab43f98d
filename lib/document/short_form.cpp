#include "document/short_form.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "base/text.h"

namespace cxsam {
namespace {

// Fn::ForEach and Fn::Implies have no short form; the functions of the Rules section are there because people write them.
constexpr std::array<std::string_view, 26> kLongNames{"Ref",
                                                      "Condition",
                                                      "Fn::And",
                                                      "Fn::Base64",
                                                      "Fn::Cidr",
                                                      "Fn::Equals",
                                                      "Fn::FindInMap",
                                                      "Fn::GetAtt",
                                                      "Fn::GetAZs",
                                                      "Fn::If",
                                                      "Fn::Join",
                                                      "Fn::ImportValue",
                                                      "Fn::Length",
                                                      "Fn::Not",
                                                      "Fn::Or",
                                                      "Fn::Select",
                                                      "Fn::Split",
                                                      "Fn::Sub",
                                                      "Fn::ToJsonString",
                                                      "Fn::Transform",
                                                      "Fn::Contains",
                                                      "Fn::EachMemberEquals",
                                                      "Fn::EachMemberIn",
                                                      "Fn::RefAll",
                                                      "Fn::ValueOf",
                                                      "Fn::ValueOfAll"};

std::string_view short_name(std::string_view long_form) {
  if (long_form.starts_with("Fn::")) long_form.remove_prefix(4);
  return long_form;
}

// `a.b.c` -> [a, b.c]; only the first dot parts, for attributes have dots themselves.
Node split_attribute(Node argument) {
  const std::size_t dot = argument.text.find('.');
  if (!argument.is_string() || dot == std::string::npos) return argument;
  Node id = make_string(argument.text.substr(0, dot), argument);
  Node attribute = make_string(argument.text.substr(dot + 1), argument);
  id.style = attribute.style = argument.style;
  const bool as_written = argument.span.end - argument.span.begin == argument.text.size();
  if (as_written) {
    id.span.end = id.span.begin + static_cast<std::uint32_t>(dot);
    attribute.span.begin = id.span.end + 1;
  }
  Nodes path;
  path.reserve(2);
  path.push_back(std::move(id));
  path.push_back(std::move(attribute));
  Node list = make_list(std::move(path), argument);
  list.style = Node::Style::Flow;
  return list;
}

}  // namespace

std::string_view long_name(std::string_view tag) {
  if (!tag.starts_with('!')) return {};
  tag.remove_prefix(1);
  const auto found = std::ranges::find(kLongNames, tag, short_name);
  return found == kLongNames.end() ? std::string_view{} : *found;
}

std::optional<std::string> closest_short_form(std::string_view tag) {
  std::vector<std::string> names;
  for (const std::string_view name : kLongNames) names.emplace_back(short_name(name));
  tag.remove_prefix(std::min(tag.find_first_not_of('!'), tag.size()));
  if (tag.starts_with("Fn::")) tag.remove_prefix(4);
  const std::optional<std::string> name = closest(tag, names);
  if (!name) return std::nullopt;
  return '!' + *name;
}

Node expand_short_form(std::string_view name, Node argument, Span whole, Span tag) {
  if (name == "Fn::GetAtt") argument = split_attribute(std::move(argument));
  Node node;
  node.kind = Node::Kind::Map;
  node.style = Node::Style::Flow;
  node.span = whole;
  node.members.push_back({std::string(name), tag, std::move(argument)});
  return node;
}

}  // namespace cxsam
