#include "sync/difference.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "diagnostic/diagnostic.h"
#include "document/node.h"
#include "document/reader.h"

namespace cxsam::sync {
namespace {

/// Properties that say where packaged code or documents lie. Nested templates are none: what is in them is not seen here.
constexpr std::array<std::string_view, 7> kPlaces{"CodeUri",       "Code",           "ContentUri",          "Content",
                                                  "DefinitionUri", "BodyS3Location", "DefinitionS3Location"};

Result<Node> read(std::string_view text, std::string_view name) {
  Sources sources;
  Diagnostics diagnostics;
  const FileId file = sources.add(std::string(name), std::string(text));
  std::optional<Node> root = read_document(sources, file, diagnostics);
  if (!root || diagnostics.has_errors()) return fail(fmt::format("{} cannot be read", name));
  return *std::move(root);
}

/// A resource without its places.
Node without_places(Node resource) {
  if (Node* properties = resource.find("Properties"))
    for (const std::string_view place : kPlaces) properties->erase(place);
  return resource;
}

void compare_resources(const Node& deployed, const Node& wanted, Difference& found) {
  std::set<std::string> ids;
  for (const Node* side : {&deployed, &wanted})
    for (const Member& each : side->members) ids.insert(each.key);
  for (const std::string& id : ids) {
    const Node* a = deployed.find(id);
    const Node* b = wanted.find(id);
    if (a != nullptr && b != nullptr && same_value(*a, *b)) continue;
    if (a != nullptr && b != nullptr && same_value(without_places(*a), without_places(*b))) {
      found.code.push_back(id);
      continue;
    }
    if (!found.beyond_code) found.first = id;
    found.beyond_code = true;
  }
}

}  // namespace

Result<Difference> difference(std::string_view deployed, std::string_view wanted) {
  const Result<Node> a = read(deployed, "the template of the stack");
  if (!a) return fail(a.error());
  const Result<Node> b = read(wanted, "the packaged template");
  if (!b) return fail(b.error());
  Difference found;
  const Node nothing = make_map();
  const Node* old = a->find("Resources");
  const Node* fresh = b->find("Resources");
  compare_resources(old == nullptr ? nothing : *old, fresh == nullptr ? nothing : *fresh, found);
  std::set<std::string> sections;
  for (const Node* side : {&*a, &*b})
    for (const Member& each : side->members) sections.insert(each.key);
  sections.erase("Resources");
  for (const std::string& section : sections) {
    const Node* x = a->find(section);
    const Node* y = b->find(section);
    if (x != nullptr && y != nullptr && same_value(*x, *y)) continue;
    if (!found.beyond_code) found.first = "the section " + section;
    found.beyond_code = true;
  }
  return found;
}

}  // namespace cxsam::sync
