// What the facts say of a resource type: its schema, what Ref and Fn::GetAtt give.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "facts/value.h"
#include "lint/schema/functions.h"
#include "template/template.h"

namespace cxsam::lint::schema {

/// Missing for types that are not known.
facts::Value schema_of(std::string_view resource_type);

/// Resources with a bad name, or of a type that is not known, are found as such; what is in them is not looked at.
bool is_checked(const tmpl::Resource& resource);

/// Custom resources, modules, nested stacks and unknown types have attributes that only a deployment knows.
bool has_open_attributes(std::string_view resource_type);

/// The schema of what `Fn::GetAtt` gives, or of the property that `Ref` gives (attribute ""). `document` is where its `$ref`s
/// lead.
struct Attribute {
  facts::Value document;
  facts::Value schema;
  bool is_text = false;  // whatever the schema says
};
/// Nothing when the type has no such attribute. The schema is Missing where the facts do not describe it.
std::optional<Attribute> find_attribute(std::string_view resource_type, std::string_view attribute);

/// True for attributes that only the service sets.
bool is_read_only(std::string_view resource_type, std::string_view attribute);

/// Names for "did you mean".
std::vector<std::string> attributes_of(std::string_view resource_type);

/// Follows `$ref` to the schema that says something itself.
facts::Value follow(facts::Value document, facts::Value schema);

}  // namespace cxsam::lint::schema
