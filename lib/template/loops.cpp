#include "template/loops.h"

#include <algorithm>
#include <utility>

#include "template/loop_variable.h"

namespace cxsam::tmpl {
namespace {

constexpr std::string_view kLoop = "Fn::ForEach";

/// More nodes than a template of CloudFormation's greatest size has: stops loops in loops from filling the memory.
constexpr std::size_t kMostNodes = 200'000;

std::size_t count(const Node& node) {
  std::size_t nodes = 1;
  for (const Node& item : node.items) nodes += count(item);
  for (const Member& member : node.members) nodes += count(member.value);
  return nodes;
}

bool is_loop(const Member& member) { return member.key == kLoop || member.key.starts_with("Fn::ForEach::"); }

}  // namespace

Loops::Loops(Collection collection, Sources& sources, Diagnostics& diagnostics)
    : collection_(std::move(collection)), sources_(sources), diagnostics_(diagnostics) {}

bool Loops::report(const Member& loop, const Node* where, std::string message, std::string hint) {
  Diagnostic& finding =
      diagnostics_.error("E0001", where ? where->span : loop.key_span, "loop `" + loop.key + "`: " + std::move(message));
  finding.expansion = loop.value.expansion;
  if (!hint.empty()) finding.hints.push_back(std::move(hint));
  return false;
}

bool Loops::expand(Node& node) {
  bool good = true;
  for (Node& item : node.items) good = expand(item) && good;
  if (std::ranges::none_of(node.members, is_loop)) {
    for (Member& member : node.members) good = expand(member.value) && good;
    return good;
  }
  Collected collected;
  for (Member& member : node.members) {
    if (is_loop(member)) {
      good = expand_into(collected, member) && good;
    } else {
      good = expand(member.value) && good;
      collected.keys.insert(member.key);
      collected.members.push_back(std::move(member));
    }
  }
  node.members = std::move(collected.members);
  return good;
}

bool Loops::expand_into(Collected& collected, const Member& loop) {
  const Node& parts = loop.value;
  if (!parts.is_list() || parts.items.size() != 3 || !parts.items[0].is_string() || !parts.items[2].is_map()) {
    return report(loop, nullptr, "it must be a list of a variable's name, a collection and a map",
                  "write `" + loop.key + ": [Name, [A, B], {\"${Name}Table\": ...}]`");
  }
  const auto items = collection_(parts.items[1]);
  if (!items) {
    return report(loop, &parts.items[1], "its collection is not known before deployment",
                  "write a list of texts, or a `Ref` to a parameter that is a list and has a value");
  }
  for (const std::string& item : *items) {
    if (!put_item(collected, loop, item)) return false;
  }
  return true;
}

bool Loops::put_item(Collected& collected, const Member& loop, std::string_view item) {
  const std::string& variable = loop.value.items[0].text;
  made_ += count(loop.value.items[2]);
  if (made_ > kMostNodes) return report(loop, nullptr, "it makes more than a template can hold");
  Node body = loop.value.items[2];
  const std::string why = "Fn::ForEach " + variable + "=" + std::string(item);
  put_loop_value(body, variable, item, sources_.add({loop.key_span, why, loop.value.expansion}));
  if (!expand(body)) return false;
  for (Member& made : body.members) {
    if (!collected.keys.insert(made.key).second) {
      return report(loop, nullptr, "it makes `" + made.key + "` twice", "name `${" + variable + "}` in the key");
    }
    collected.members.push_back(std::move(made));
  }
  return true;
}

}  // namespace cxsam::tmpl
