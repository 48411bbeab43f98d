// Templates through the language extensions and the transform. Mutations know the shape of a template: keys are dropped,
// renamed and moved, values are nulled and swapped for others of the same template or of another kind.
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <random>
#include <string>
#include <vector>

#include "document/reader.h"
#include "document/writer.h"
#include "template/language_extensions.h"
#include "transform/source_map.h"
#include "transform/transform.h"

using namespace cxsam;

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t max_size);

namespace {

constexpr ReadLimits kLimits{.depth = 60, .nodes = 60'000};

std::optional<Node> read(Sources& sources, std::string text) {
  Diagnostics diagnostics;
  return read_document(sources, sources.add("template.yaml", std::move(text)), diagnostics, kLimits);
}

class Mutation {
 public:
  Mutation(Node& root, unsigned seed) : random_(seed) { collect(root); }

  void apply() {
    if (nodes_.empty()) return;
    Node& node = pick();
    switch (random_() % 6) {
      case 0:
        drop(node);
        break;
      case 1:
        rename(node);
        break;
      case 2:
        node = Node(pick());
        break;
      default:
        node = other_kind(node);
    }
  }

 private:
  void collect(Node& node) {
    nodes_.push_back(&node);
    for (Node& item : node.items) collect(item);
    for (Member& member : node.members) {
      names_.push_back(member.key);
      collect(member.value);
    }
  }

  Node& pick() { return *nodes_[random_() % nodes_.size()]; }
  std::string name() { return names_.empty() ? "Ref" : names_[random_() % names_.size()]; }

  void drop(Node& node) {
    if (!node.members.empty())
      node.members.erase(node.members.begin() + static_cast<std::ptrdiff_t>(random_() % node.members.size()));
    if (!node.items.empty()) node.items.erase(node.items.begin() + static_cast<std::ptrdiff_t>(random_() % node.items.size()));
  }

  void rename(Node& node) {
    if (node.members.empty()) return;
    std::string to = name();
    if (!node.find(to)) node.members[random_() % node.members.size()].key = std::move(to);
  }

  Node other_kind(const Node& node) {
    switch (random_() % 9) {
      case 0:
        return make_null(node);
      case 1:
        return make_string("", node);
      case 2:
        return make_int(static_cast<std::int64_t>(random_() % 20), node);
      case 3:
        return make_bool(random_() % 2 == 0, node);
      case 4:
        return make_list({Node(node)}, node);
      case 5:
        return make_map({}, node);
      case 6:
        return make_ref(name(), node);
      case 7:
        return make_intrinsic("Fn::If",
                              make_list({make_string(name(), node), Node(node), make_ref("AWS::NoValue", node)}, node), node);
      default:
        return make_intrinsic("Fn::Sub", make_string("${" + name() + "}-${" + name() + ".Arn}", node), node);
    }
  }

  std::mt19937 random_;
  std::vector<Node*> nodes_;
  std::vector<std::string> names_;
};

}  // namespace

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t max_size, unsigned seed) {
  Sources sources;
  auto root = read(sources, std::string(reinterpret_cast<const char*>(data), size));
  if (!root || seed % 50 == 0) return LLVMFuzzerMutate(data, size, max_size);
  for (unsigned i = 0; i <= seed % 4; ++i) Mutation(*root, seed + i).apply();
  const std::string text = write_json(*root, 0);
  if (text.size() > max_size) return LLVMFuzzerMutate(data, size, max_size);
  std::memcpy(data, text.data(), text.size());
  return text.size();
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Sources sources;
  auto document = read(sources, std::string(reinterpret_cast<const char*>(data), size));
  if (!document) return 0;
  Diagnostics diagnostics;
  if (tmpl::names_language_extensions(*document)) {
    const auto style = size % 2 == 0 ? tmpl::ExtensionStyle::SamCli : tmpl::ExtensionStyle::CloudFormation;
    document = tmpl::expand_language_extensions(std::move(*document), {}, {}, style, sources, diagnostics);
    if (!document) return 0;
  }
  const tmpl::Template source = tmpl::Template::from(std::move(*document), diagnostics);
  transform::TransformOptions options{.environment = {}, .parameters = {}};
  options.artifacts = size % 3 == 0 ? transform::ArtifactPaths::StandIn : transform::ArtifactPaths::Required;
  options.passthrough_metadata = size % 5 == 0;
  Diagnostics findings;
  const auto made = transform::transform(source, options, sources, findings);
  // Either a template or the reason why there is none; and what is made can be written and has its places.
  if (!made && !findings.has_errors()) std::abort();
  if (made && transform::source_map(*made, sources).empty()) std::abort();
  return 0;
}
