#include "template/loops.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "base/ascii.h"
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

Loops::Loops(Collection collection, Undecided undecided, Sources& sources, Diagnostics& diagnostics)
    : collection_(std::move(collection)), undecided_(undecided), sources_(sources), diagnostics_(diagnostics) {}

bool Loops::report(const Member& loop, Span where, std::string message, std::string hint) {
  Diagnostic& finding = diagnostics_.error("E0001", where, "loop `" + loop.key + "`: " + std::move(message));
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
    return report(loop, loop.key_span, "it must be a list of a variable's name, a collection and a map",
                  "write `" + loop.key + ": [Name, [A, B], {\"${Name}Table\": ...}]`");
  }
  const Items items = collection_(parts.items[1]);
  if (!items.known) return expand_unknown(collected, loop, items.names_without_value);
  for (const std::string& item : *items.known) {
    if (!put_item(collected, loop, item)) return false;
  }
  return true;
}

bool Loops::expand_unknown(Collected& collected, const Member& loop, const std::vector<std::string>& names) {
  const Node& collection = loop.value.items[1];
  if (names.empty()) {
    return report(loop, collection.span, "its collection is not known before deployment",
                  "write a list of texts, or a `Ref` to a parameter that is a list and has a value");
  }
  if (undecided_ == Undecided::Refuse) {
    report(loop, collection.span, "its collection depends on what has no value", how_to_decide(names));
    diagnostics_.items().back().id.clear();
    return false;
  }
  const std::string& variable = loop.value.items[0].text;
  std::string item;
  std::ranges::copy_if(variable, std::back_inserter(item), is_letter_or_digit);
  Node body = loop.value.items[2];
  put_unknown_loop_value(body, variable, item, collection,
                         sources_.add({loop.key_span, "Fn::ForEach " + variable + " of unknown items", loop.value.expansion}));
  erase_if(body.members, [&](const Member& made) { return collected.keys.contains(made.key); });
  return put_body(collected, loop, std::move(body));
}

bool Loops::put_item(Collected& collected, const Member& loop, std::string_view item) {
  const std::string& variable = loop.value.items[0].text;
  Node body = loop.value.items[2];
  const std::string why = "Fn::ForEach " + variable + "=" + std::string(item);
  put_loop_value(body, variable, item, sources_.add({loop.key_span, why, loop.value.expansion}));
  return put_body(collected, loop, std::move(body));
}

bool Loops::put_body(Collected& collected, const Member& loop, Node body) {
  made_ += count(body);
  if (made_ > kMostNodes) return report(loop, loop.key_span, "it makes more than a template can hold");
  if (!expand(body)) return false;
  for (Member& made : body.members) {
    if (!collected.keys.insert(made.key).second) {
      return report(loop, made.key_span, "it makes `" + made.key + "` twice",
                    "name `${" + loop.value.items[0].text + "}` in the key");
    }
    collected.members.push_back(std::move(made));
  }
  return true;
}

}  // namespace cxsam::tmpl
