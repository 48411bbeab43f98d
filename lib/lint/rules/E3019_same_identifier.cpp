#include <map>

#include "document/writer.h"
#include "facts/resource_types.h"
#include "lint/places/values.h"
#include "lint/rule.h"

namespace cxsam::lint {
namespace {

/// The properties that name a resource of the type; empty where AWS chooses the name.
std::vector<std::string_view> names_of(std::string_view type) {
  if (type == "AWS::CodeBuild::Project") return {"Name"};  // its identifier is chosen by AWS, and still the name must be unique
  const facts::Value schema = facts::resource_schema(type);
  const facts::Value identifier = schema.find("primaryIdentifier");
  const facts::Value read_only = schema.find("readOnlyProperties");
  std::vector<std::string_view> names;
  for (std::uint32_t i = 0; i < identifier.size(); ++i) {
    for (std::uint32_t n = 0; n < read_only.size(); ++n)
      if (read_only[n].text() == identifier[i].text()) return {};
    if (identifier[i].text().find('/') != std::string_view::npos) return {};
    names.push_back(identifier[i].text());
  }
  return names;
}

struct Named {
  const tmpl::Resource* resource;
  Span where;
  Scenario scenario;
};

Span place_of_properties(const tmpl::Resource& resource) {
  const Member* properties = resource.node->find_member("Properties");
  return properties ? properties->key_span : resource.id_span;
}

using ByName = std::map<std::string, std::vector<Named>>;

// Identifiers of several parts are compared where conditions choose none of them.
void collect(const CheckContext& context, const tmpl::Resource& resource, ByName& by_name) {
  const std::vector<std::string_view> names = names_of(resource.type);
  if (names.empty()) return;
  const std::string type = std::string(resource.type) + " ";
  for (const PlacedValue& properties : values_at(context, resource, {"Properties"})) {
    if (names.size() == 1) {
      const Member* member = properties.node->find_member(names.front());
      for (const PlacedValue& value : values_below(context, properties, {names.front()}))
        by_name[type + write_json(*value.node, 0)].push_back(
            {&resource, properties.chosen ? place_of_properties(resource) : member->key_span, value.scenario});
      continue;
    }
    std::string key = type;
    for (const std::string_view name : names) {
      const std::vector<PlacedValue> values = values_below(context, properties, {name});
      if (values.size() != 1 || values.front().chosen) return;
      key += write_json(*values.front().node, 0) + " ";
    }
    by_name[key].push_back({&resource, properties.place.span, properties.scenario});
  }
}

void check(const CheckContext& context, Findings& findings) {
  ByName by_name;
  for (const tmpl::Resource& resource : context.source.resources()) collect(context, resource, by_name);
  for (const auto& [name, all] : by_name)
    for (const Named& one : all)
      for (const Named& other : all) {
        if (one.resource == other.resource || !can_meet(context, one.scenario, other.scenario)) continue;
        Diagnostic& finding =
            findings.add(one.where, "resource `" + std::string(one.resource->logical_id) + "` has the same name as `" +
                                        std::string(other.resource->logical_id) + "`");
        finding.related.push_back({other.where, "the same name"});
        break;
      }
}

}  // namespace

extern const Rule rule_E3019_same_identifier{
    .id = "E3019",
    .summary = "two resources do not have the same name",
    .why = "What names a resource can stand for one only; the second cannot be made.",
    .check = check,
};

}  // namespace cxsam::lint
