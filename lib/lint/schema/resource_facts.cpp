#include "lint/schema/resource_facts.h"

#include <algorithm>

#include "base/ascii.h"
#include "base/text.h"
#include "facts/resource_types.h"

namespace cxsam::lint::schema {

using facts::Keyword;
using facts::Value;

namespace {

// One step of a path into a schema: a property's schema, or what a list's items are.
Value step_into(Value document, Value schema, std::string_view step) {
  const Value own = follow(document, schema);
  if (step == "*") return own.find(Keyword::Items);
  return own.find(Keyword::Properties).find(step);
}

std::string dotted(std::string_view path) { return replace_all(std::string(path), "/", "."); }

bool is_listed(Value paths, std::string_view attribute) {
  for (std::uint32_t i = 0; i < paths.size(); ++i)
    if (dotted(paths[i].text()) == attribute) return true;
  return false;
}

Value walk(Value document, std::string_view path, char separator) {
  Value schema = document;
  for (const std::string_view step : split(path, separator)) schema = step_into(document, schema, step);
  return schema;
}

bool is_structure(Value document, Value schema) {
  const Value own = follow(document, schema);
  return own.find(Keyword::Type).text() == "object" && own.find(Keyword::Properties);
}

}  // namespace

Value schema_of(std::string_view resource_type) {
  if (resource_type.starts_with("Custom::")) resource_type = "AWS::CloudFormation::CustomResource";
  return facts::resource_schema(resource_type);
}

bool is_checked(const tmpl::Resource& resource) {
  return schema_of(resource.type) && !resource.logical_id.empty() &&
         std::ranges::all_of(resource.logical_id, is_letter_or_digit);
}

bool has_open_attributes(std::string_view resource_type) {
  return resource_type.starts_with("Custom::") || resource_type.ends_with("::MODULE") ||
         resource_type == "AWS::CloudFormation::CustomResource" || resource_type == "AWS::CloudFormation::Stack" ||
         (resource_type.starts_with("AWS::Serverless::") && !schema_of(resource_type).find(Keyword::ReadOnlyProperties)) ||
         resource_type == "AWS::ServiceCatalog::CloudFormationProvisionedProduct" || !schema_of(resource_type);
}

Value follow(Value document, Value schema) {
  for (int steps = 0; steps < 16; ++steps) {
    const Value reference = schema.find(Keyword::Ref);
    if (!reference || reference.text().find('#') != std::string_view::npos) break;
    schema = document.find(Keyword::Definitions).find(reference.text());
  }
  return schema;
}

std::optional<Attribute> find_attribute(std::string_view resource_type, std::string_view attribute) {
  const Value document = schema_of(resource_type);
  if (!document) return std::nullopt;
  if (attribute.empty()) {
    const Value identifier = document.find(Keyword::PrimaryIdentifier);
    return Attribute{document, identifier.size() == 1 ? walk(document, identifier[0].text(), '/') : Value{}};
  }
  const Value schema = walk(document, attribute, '.');
  const Value beyond = facts::table().find("attributes").find(resource_type);
  const bool gives_all = beyond.text() == "all";  // but for structures, of which it gives the parts
  if (gives_all && is_structure(document, schema)) return std::nullopt;
  if (is_listed(document.find(Keyword::ReadOnlyProperties), attribute)) return Attribute{document, schema};
  if (schema && (gives_all || is_listed(beyond, attribute))) return Attribute{document, schema, !gives_all};
  return std::nullopt;
}

bool is_read_only(std::string_view resource_type, std::string_view attribute) {
  return is_listed(schema_of(resource_type).find(Keyword::ReadOnlyProperties), attribute);
}

std::vector<std::string> attributes_of(std::string_view resource_type) {
  const Value document = schema_of(resource_type);
  const Value paths = document.find(Keyword::ReadOnlyProperties);
  std::vector<std::string> names;
  for (std::uint32_t i = 0; i < paths.size(); ++i) names.push_back(dotted(paths[i].text()));
  return names;
}

}  // namespace cxsam::lint::schema
