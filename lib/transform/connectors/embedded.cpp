#include "transform/connectors/embedded.h"

#include <algorithm>

#include "transform/maker.h"
#include "transform/shape.h"

namespace cxsam::transform {
namespace {

constexpr std::string_view kType = "AWS::Serverless::Connector";

struct Entry {
  std::string resource;
  Member connector;

  [[nodiscard]] std::string id() const { return resource + connector.key; }
};

bool report(Workspace& work, const Entry& entry, const Node& where, std::string message, std::string hint = {}) {
  Diagnostic& finding = work.diagnostics.error(
      "E0001", where.is_null() ? entry.connector.key_span : where.span,
      "resource `" + entry.resource + "`, connector `" + entry.connector.key + "` (`" + entry.id() + "`): " + message);
  finding.expansion = where.expansion;
  if (!hint.empty()) finding.hints.push_back(std::move(hint));
  return false;
}

/// `Source` is the resource that the connector stands in, with what `SourceReference` says of it.
Node source_reference(const Entry& entry, const Node* given, const Maker& make) {
  Node source = make.map("Id", entry.resource);
  if (!given) return source;
  for (const Member& member : given->members) source.set(member.key, member.value);
  return source;
}

bool take_out(Workspace& work, const Entry& entry) {
  const auto& [key, key_span, body] = entry.connector;
  if (!body.is_map()) return report(work, entry, body, "a connector must be a map with `Properties`");
  const Node* properties = body.find("Properties");
  if (!properties || !properties->is_map()) {
    return report(work, entry, properties ? *properties : body, "`Properties` must be a map",
                  "give `Destination` and `Permissions`");
  }
  const Node* given = value_at(properties, "SourceReference");
  if (given && !given->is_map()) return report(work, entry, *given, "`SourceReference` must be a map");
  if (work.position(entry.id())) {
    return report(work, entry, make_null(), "it needs the name `" + entry.id() + "`, but a resource has it already",
                  "rename the connector or the resource");
  }
  const Maker make(key_span, work.expand(key_span, "connector `" + key + "` of `" + entry.resource + "`", body.expansion));
  Node connector = body;
  Node own = *properties;
  own.erase("SourceReference");
  own.set("Source", source_reference(entry, given, make));
  connector.set("Properties", std::move(own));
  connector.set("Type", make.text(kType));
  work.add_resource(entry.id(), key_span, std::move(connector));
  return true;
}

}  // namespace

bool take_out_connectors(Workspace& work) {
  bool good = true;
  std::vector<Entry> entries;
  for (Member& resource : work.resources()) {
    const Member* attribute = resource.value.find_member("Connectors");
    if (!attribute) continue;
    if (attribute->value.is_map()) {
      for (const Member& connector : attribute->value.members) entries.push_back({resource.key, connector});
    } else {
      work.diagnostics.error("E0001", attribute->key_span, "resource `" + resource.key + "`: `Connectors` must be a map")
          .hints.emplace_back("give each connector a name: `Connectors: {ToTable: {Properties: ...}}`");
      good = false;
    }
    resource.value.erase("Connectors");
  }
  for (const Entry& entry : entries) good = take_out(work, entry) && good;
  return good;
}

}  // namespace cxsam::transform
