// Values that CloudFormation looks up when it makes a resource: `{{resolve:service:name...}}`.
// Source: AWS CloudFormation user guide, "Get values stored in other services using dynamic references".
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "lint/places/walk.h"

namespace cxsam::lint {

struct DynamicReference {
  std::string_view whole;               // without the braces: "resolve:ssm:name"
  std::vector<std::string_view> parts;  // "resolve", "ssm", "name"
};

/// Of one text, in order.
std::vector<DynamicReference> dynamic_references(std::string_view text);

/// Whether a secret is looked up in AWS Secrets Manager.
bool is_secret(const DynamicReference& reference);

/// Calls `visitor` for each of the template, with the text that it stands in.
void for_each_dynamic_reference(const CheckContext& context,
                                const std::function<void(const Visit& visit, const DynamicReference& reference)>& visitor);

/// Whether a text that is no property's may be looked up all the same.
bool may_be_resolved(const Node& text, const Dialect& dialect);

/// Whether a value belongs to the properties of a resource.
bool is_in_properties(const Visit& visit);

}  // namespace cxsam::lint
