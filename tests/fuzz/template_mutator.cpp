#include "template_mutator.h"

#include <array>
#include <cstdint>
#include <cstring>
#include <optional>

#include "document/reader.h"
#include "document/writer.h"

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t max_size);

namespace cxsam::fuzz {
namespace {

constexpr ReadLimits kLimits{.depth = 60, .nodes = 60'000};
constexpr std::size_t kLargestCopy = 2000;  // nodes; copies of copies would only make runs slow
constexpr unsigned kBytesInstead = 20;      // one of so many mutations knows nothing of templates

constexpr auto kNames = std::to_array<std::string_view>(
    {"Ref", "Fn::GetAtt", "Fn::Sub", "Fn::If", "Fn::ForEach::Each", "AWS::NoValue", "AWS::Region", "Condition", "DependsOn",
     "Metadata", "Properties", "Type", "Default", "AllowedValues", "AllowedPattern", "cfn-lint", "AWS::LanguageExtensions"});

std::size_t count(const Node& node) {
  std::size_t nodes = 1;
  for (const Node& item : node.items) nodes += count(item);
  for (const Member& member : node.members) nodes += count(member.value);
  return nodes;
}

std::optional<Node> read(std::string text) {
  Sources sources;
  Diagnostics diagnostics;
  return read_document(sources, sources.add("template.yaml", std::move(text)), diagnostics, kLimits);
}

}  // namespace

Mutation::Mutation(Node& root, unsigned seed) : random_(seed), names_(kNames.begin(), kNames.end()) { collect(root); }

void Mutation::apply() {
  Node& node = pick();
  switch (random_() % 10) {
    case 0:
      drop(node);
      break;
    case 1:
      repeat(node);
      break;
    case 2:
      rename(node);
      break;
    case 3:
    case 4:
      if (const Node other = pick(); count(other) <= kLargestCopy) node = other;
      break;
    case 5:
    case 6:
      node = wrapped(node);
      break;
    case 7:
      node = other_text(node);
      break;
    default:
      node = other_kind(node);
  }
}

void Mutation::collect(Node& node) {
  nodes_.push_back(&node);
  for (Node& item : node.items) collect(item);
  for (Member& member : node.members) {
    names_.push_back(member.key);
    collect(member.value);
  }
}

Node& Mutation::pick() { return *nodes_[random_() % nodes_.size()]; }
std::string Mutation::name() { return names_[random_() % names_.size()]; }

void Mutation::drop(Node& node) {
  if (!node.members.empty())
    node.members.erase(node.members.begin() + static_cast<std::ptrdiff_t>(random_() % node.members.size()));
  if (!node.items.empty()) node.items.erase(node.items.begin() + static_cast<std::ptrdiff_t>(random_() % node.items.size()));
}

void Mutation::repeat(Node& node) {
  if (count(node) > kLargestCopy) return;
  if (!node.items.empty()) node.items.push_back(Node(node.items[random_() % node.items.size()]));
  if (std::string key = name(); !node.members.empty() && !node.find(key))
    node.members.push_back({std::move(key), {}, Node(node.members[random_() % node.members.size()].value)});
}

void Mutation::rename(Node& node) {
  if (node.members.empty()) return;
  std::string to = name();
  if (!node.find(to)) node.members[random_() % node.members.size()].key = std::move(to);
}

Node Mutation::other_kind(const Node& node) {
  switch (random_() % 8) {
    case 0:
      return make_null(node);
    case 1:
      return make_string("", node);
    case 2:
      return make_int(static_cast<std::int64_t>(random_() % 20) - 1, node);
    case 3:
      return make_bool(random_() % 2 == 0, node);
    case 4:
      return make_list({Node(node)}, node);
    case 5:
      return make_list({}, node);
    case 6:
      return make_map({}, node);
    default:
      return make_map({{name(), {}, Node(node)}}, node);
  }
}

Node Mutation::wrapped(const Node& node) {
  const auto text = [&node](std::string value) { return make_string(std::move(value), node); };
  switch (random_() % 10) {
    case 0:
      return make_ref(name(), node);
    case 1:
      return make_intrinsic(
          "Fn::If", make_list({text(name()), Node(node), random_() % 2 == 0 ? make_ref("AWS::NoValue", node) : pick()}, node),
          node);
    case 2:
      return make_intrinsic("Fn::Sub", text("${" + name() + "}-${" + name() + ".Arn}"), node);
    case 3:
      return make_intrinsic("Fn::Join", make_list({text(","), make_list({Node(node), text(name())}, node)}, node), node);
    case 4:
      return make_intrinsic("Fn::Select", make_list({make_int(0, node), make_list({Node(node)}, node)}, node), node);
    case 5:
      return make_intrinsic("Fn::FindInMap", make_list({text(name()), Node(node), text(name())}, node), node);
    case 6:
      return make_intrinsic("Fn::GetAtt", make_list({text(name()), text(name())}, node), node);
    case 7:
      return make_intrinsic("Fn::Split", make_list({text(","), Node(node)}, node), node);
    case 8:
      return make_intrinsic("Fn::Equals", make_list({Node(node), text(name())}, node), node);
    default:
      return make_intrinsic("Fn::Not", make_list({Node(node)}, node), node);
  }
}

// The parsers of texts meet broken ones of what the template has.
Node Mutation::other_text(const Node& node) {
  std::string text = node.is_scalar() ? node.text : name();
  if (!text.empty() && random_() % 2 == 0) text.erase(random_() % text.size(), 1 + random_() % 3);
  if (random_() % 2 == 0) text.insert(random_() % (text.size() + 1), pick().text);
  return make_string(std::move(text), node);
}

}  // namespace cxsam::fuzz

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t max_size, unsigned seed) {
  using namespace cxsam;
  auto root = fuzz::read(std::string(reinterpret_cast<const char*>(data), size));
  if (!root || seed % fuzz::kBytesInstead == 0) return LLVMFuzzerMutate(data, size, max_size);
  // Each change looks at the tree anew: the one before may have moved its nodes.
  for (unsigned i = 0; i <= seed % 4; ++i) fuzz::Mutation(*root, seed + i).apply();
  const std::string text = write_json(*root, 0);
  if (text.size() > max_size) return LLVMFuzzerMutate(data, size, max_size);
  std::memcpy(data, text.data(), text.size());
  return text.size();
}
