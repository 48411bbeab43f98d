#include <algorithm>
#include <array>
#include <set>

#include "lint/places/values.h"
#include "lint/places/walk.h"
#include "lint/rule.h"
#include "lint/subjects/dynamic_reference.h"

namespace cxsam::lint {
namespace {

// Source: AWS CloudFormation template reference, the properties of resource types that take a password.
constexpr std::array<std::string_view, 8> kProperties{
    "ADDomainJoinPassword", "AccountPassword",  "AdminPassword",      "CrossRealmTrustPrincipalPassword",
    "DbPassword",           "KdcAdminPassword", "MasterUserPassword", "Password"};

bool is_hidden(const Node& declaration) {
  const Node* hidden = declaration.find("NoEcho");
  return hidden && hidden->as_bool().value_or(false);
}

// What `{{resolve:ssm:...}}` gives is no secret. Source: AWS CloudFormation user guide, "dynamic references".
bool is_secret(std::string_view text) {
  return text.find("{{resolve:") != std::string_view::npos && text.find("{{resolve:ssm:") == std::string_view::npos;
}

// cfn-lint takes a reference with a blank in it for none to SSM. The blank is told by W1053.
bool has_blank_in_reference(std::string_view text) {
  return std::ranges::any_of(dynamic_references(text), [](const DynamicReference& reference) {
    return reference.whole.find(' ') != std::string_view::npos;
  });
}

bool is_property(const Visit& visit) {
  const Visit* outer = &visit;
  while (outer->parent && outer->parent->parent && outer->parent->parent->parent) outer = outer->parent;
  return outer->name == "Properties" && outer != &visit;
}

void check(const CheckContext& context, Findings& findings) {
  std::set<const Member*> reported;
  walk_section(context, "Resources", [&](const Visit& visit) {
    if (std::ranges::find(kProperties, visit.name) == kProperties.end() || !is_property(visit)) return true;
    if (visit.node.is_string() && !is_secret(visit.node.text))
      findings.gap(has_blank_in_reference(visit.node.text))
          .add(visit.place, "the password can be read")
          .hints.emplace_back("write a dynamic reference: `{{resolve:secretsmanager:name:SecretString:key}}`");
    const Member* parameter = referred_parameter(context, visit.node);
    if (parameter && !is_hidden(parameter->value) && reported.insert(parameter).second)
      findings.add(parameter->key_span, "parameter `" + parameter->key + "` is a password and is shown")
          .hints.emplace_back("add `NoEcho: true`");
    return true;
  });
}

}  // namespace

extern const Rule rule_W2501_plain_password{
    .id = "W2501",
    .summary = "passwords are hidden",
    .why = "A password in the template, or a parameter that is shown, can be read by everyone who may describe the stack.",
    .severity = Severity::Warning,
    .check = check,
};

}  // namespace cxsam::lint
