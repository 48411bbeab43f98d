#include "project/documents.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "document/reader.h"

namespace cxsam::project {
namespace {

namespace fs = std::filesystem;
using artifacts::Artifact;

constexpr const char* kId = "CX0003";
constexpr std::string_view kInclude = "Fn::Transform";

/// Where the definition of an API stands, by its type: the property with its place, and the one with its text.
struct DefinitionPlace {
  std::string_view type;
  std::string_view location;
  std::string_view body;
};

constexpr std::array kPlaces{
    DefinitionPlace{"AWS::Serverless::Api", "DefinitionUri", "DefinitionBody"},
    DefinitionPlace{"AWS::Serverless::HttpApi", "DefinitionUri", "DefinitionBody"},
    DefinitionPlace{"AWS::ApiGateway::RestApi", "BodyS3Location", "Body"},
    DefinitionPlace{"AWS::ApiGatewayV2::Api", "BodyS3Location", "Body"},
};

const DefinitionPlace* place_of(std::string_view type) {
  const auto* found = std::ranges::find(kPlaces, type, &DefinitionPlace::type);
  return found == kPlaces.end() ? nullptr : found;
}

/// What the reader has against a file becomes a fault of the document: the template itself can be read.
void add_faults(Diagnostics found, const Artifact& artifact, Diagnostics& findings) {
  for (Diagnostic& finding : found.items()) {
    if (finding.severity == Severity::Error) finding.id = kId;
    finding.related.push_back({artifact.where, "the document of `" + artifact.logical_id + "` is named here"});
    findings.add(std::move(finding));
  }
}

/// The document that an artifact names; nothing, with a finding, when it cannot be had or is no map.
std::optional<Node> read_named(const Artifact& artifact, const Documents& documents) {
  const std::string path = (documents.folder / artifact.path).lexically_normal().string();
  std::error_code ignored;
  const auto complain = [&](std::string why) -> Diagnostic& {
    return documents.findings.error(kId, artifact.where,
                                    "the document of `" + artifact.logical_id + "` cannot be read: " + why);
  };
  if (fs::is_directory(path, ignored)) {
    complain("`" + path + "` is a folder").hints.emplace_back("name the file in it");
    return std::nullopt;
  }
  const Result<FileId> file = documents.sources.load(path);
  if (!file) {
    complain(file.error().message).hints.emplace_back("paths are relative to the folder of the template");
    return std::nullopt;
  }
  Diagnostics found;
  auto document = read_document(documents.sources, *file, found, {.last_key_counts = true});
  add_faults(std::move(found), artifact, documents.findings);
  if (!document || document->is_map()) return document;
  documents.findings.error(kId, document->span, "`" + path + "` is no document with keys")
      .related.push_back({artifact.where, "it is named here"});
  return std::nullopt;
}

Node* node_at(Node& root, std::span<const std::string> pointer) {
  Node* node = &root;
  for (const std::string& key : pointer) {
    if (node->is_list()) {
      const std::size_t index = std::stoul(key);
      node = index < node->items.size() ? &node->items[index] : nullptr;
    } else {
      node = node->find(key);
    }
    if (node == nullptr) return nullptr;
  }
  return node;
}

/// The first intrinsic function in a document for which `is_meant` holds; null when there is none. A key `Condition` alone may
/// be a word of the document itself.
template <class Predicate>
const Node* find_intrinsic(const Node& node, const Predicate& is_meant) {
  const auto intrinsic = as_intrinsic(node);
  if (intrinsic && intrinsic->name != "Condition" && is_meant(node)) return &node;
  for (const Member& member : node.members)
    if (const Node* found = find_intrinsic(member.value, is_meant)) return found;
  for (const Node& item : node.items)
    if (const Node* found = find_intrinsic(item, is_meant)) return found;
  return nullptr;
}

/// Source: AWS CloudFormation template reference, "AWS::Include transform": no shorthand notations in YAML snippets.
void warn_of_short_forms(const Node& document, const Documents& documents) {
  const auto is_short = [&](const Node& node) { return documents.sources.slice(node.span).starts_with('!'); };
  const Node* found = find_intrinsic(document, is_short);
  if (found == nullptr) return;
  const std::string name(as_intrinsic(*found)->name);
  documents.findings
      .warning(kId, found->span, "AWS::Include takes no short forms such as `!" + name.substr(name.rfind(':') + 1) + "`")
      .hints.push_back("write `" + name + ":` here and at the others");
}

void warn_of_functions(const Node& document, const Artifact& artifact, const Documents& documents) {
  const Node* found = find_intrinsic(document, [](const Node&) { return true; });
  if (found == nullptr) return;
  const std::string name(as_intrinsic(*found)->name);
  documents.findings
      .warning(kId, found->span,
               "on AWS `" + name + "` in `" + artifact.path + "` is not evaluated: `" + artifact.property +
                   "` hands over the file as it is")
      .hints.emplace_back("include it with `Fn::Transform` and `AWS::Include` in the body of the API instead");
}

/// A file that is no definition at all, such as the template itself.
bool is_definition(const Node& document, const Artifact& artifact, Diagnostics& findings) {
  const bool is_open_api = document.find("openapi") != nullptr || document.find("swagger") != nullptr;
  const Node* paths = document.find("paths");
  if (is_open_api && paths != nullptr && paths->is_map()) return true;
  const std::string what = is_open_api ? "`paths`" : "`openapi` or `swagger`";
  findings
      .error(kId, is_open_api && paths != nullptr ? paths->span : document.span,
             "`" + artifact.path + "` is no OpenAPI document: it has no " + what)
      .related.push_back({artifact.where, "it is named here"});
  return false;
}

/// `Fn::Transform` / `Parameters` / `Location`: how deep an artifact points below what holds the macro.
constexpr std::size_t kIncludeDepth = 3;

void include(Node& parent, Node document, const Artifact& artifact, Diagnostics& findings) {
  if (parent.members.size() == 1) {
    parent = std::move(document);
    return;
  }
  parent.erase(kInclude);
  for (Member& member : document.members) {
    if (parent.find(member.key) == nullptr) {
      parent.members.push_back(std::move(member));
      continue;
    }
    findings.error(kId, member.key_span, "`" + member.key + "` stands in the template too, beside the `Fn::Transform`")
        .related.push_back({artifact.where, "the document is included here"});
  }
}

/// Of a resource before the transform or after it.
void define(Node& resource, Node document) {
  const Node* type = resource.find("Type");
  const DefinitionPlace* place = type == nullptr ? nullptr : place_of(type->text);
  Node* properties = place == nullptr ? nullptr : resource.find("Properties");
  if (properties == nullptr) return;
  properties->erase(place->location);
  properties->set(place->body, std::move(document));
}

}  // namespace

bool is_placed(const Artifact& artifact) {
  const bool is_api = artifact.kind == artifacts::Kind::Definition && place_of(artifact.resource_type) != nullptr;
  return is_api || artifact.property == kInclude;
}

std::optional<Node> with_includes(const Node& root, const Documents& documents) {
  std::optional<Node> made;
  for (const Artifact& artifact : documents.artifacts) {
    if (artifact.property != kInclude) continue;
    auto document = read_named(artifact, documents);
    if (!document) continue;
    warn_of_short_forms(*document, documents);
    if (!made) made = root;
    const auto place = std::span(artifact.pointer).first(artifact.pointer.size() - kIncludeDepth);
    Node* holder = node_at(*made, place);
    if (holder != nullptr) include(*holder, std::move(*document), artifact, documents.findings);
  }
  return made;
}

std::optional<Node> with_definitions(const Node& root, const Documents& documents) {
  std::optional<Node> made;
  for (const Artifact& artifact : documents.artifacts) {
    if (artifact.property == kInclude || !is_placed(artifact)) continue;
    auto document = read_named(artifact, documents);
    if (!document || !is_definition(*document, artifact, documents.findings)) continue;
    warn_of_functions(*document, artifact, documents);
    if (!made) made = root;
    Node* resource = node_at(*made, std::array<std::string, 2>{"Resources", artifact.logical_id});
    if (resource != nullptr) define(*resource, std::move(*document));
  }
  return made;
}

}  // namespace cxsam::project
