#include "sync/difference.h"

#include <algorithm>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "artifacts/place_in_s3.h"
#include "artifacts/properties.h"
#include "document/node.h"
#include "sync/parse_document.h"
#include "sync/units.h"

namespace cxsam::sync {
namespace {

/// Whether nothing but the places of what is packaged separates two resources that can be brought without CloudFormation.
bool only_lies_elsewhere(Node deployed, Node wanted) {
  const Node* type = wanted.find("Type");
  const std::string_view name = type == nullptr ? "" : type->as_string().value_or("");
  Node* before = deployed.find("Properties");
  Node* after = wanted.find("Properties");
  if (!is_unit_type(name) || before == nullptr || after == nullptr) return false;
  for (const artifacts::PathProperty& each : artifacts::path_properties()) {
    const Node* old = each.type == name ? before->find(each.property) : nullptr;
    const Node* fresh = each.type == name ? after->find(each.property) : nullptr;
    if (old == nullptr || fresh == nullptr || !artifacts::place_in_s3(*old) || !artifacts::place_in_s3(*fresh)) continue;
    before->erase(each.property);
    after->erase(each.property);
  }
  return same_value(deployed, wanted);
}

/// The property of a nested stack that names its template, or "".
std::string_view template_property(const Node& resource) {
  const Node* type = resource.find("Type");
  if (type == nullptr) return "";
  if (type->as_string() == "AWS::CloudFormation::Stack") return "TemplateURL";
  return type->as_string() == "AWS::Serverless::Application" ? "Location" : "";
}

/// The template that two stacks do not have in common, when that is all that separates them.
std::optional<std::string> other_template(Node deployed, Node wanted) {
  const std::string_view property = template_property(wanted);
  Node* before = deployed.find("Properties");
  Node* after = wanted.find("Properties");
  if (property.empty() || before == nullptr || after == nullptr) return std::nullopt;
  const Node* url = after->find(property);
  if (url == nullptr || !url->is_string()) return std::nullopt;
  std::string text(url->text);
  before->erase(property);
  after->erase(property);
  return same_value(deployed, wanted) ? std::optional(std::move(text)) : std::nullopt;
}

void compare_resources(const Node& deployed, const Node& wanted, Difference& found) {
  std::set<std::string> ids;
  for (const Node* side : {&deployed, &wanted})
    for (const Member& each : side->members) ids.insert(each.key);
  for (const std::string& id : ids) {
    const Node* a = deployed.find(id);
    const Node* b = wanted.find(id);
    if (a != nullptr && b != nullptr && same_value(*a, *b)) continue;
    if (a != nullptr && b != nullptr && only_lies_elsewhere(*a, *b)) {
      found.code.push_back(id);
      continue;
    }
    if (auto url = a != nullptr && b != nullptr ? other_template(*a, *b) : std::nullopt)
      found.nested.push_back({id, *std::move(url)});
    else
      found.goes_beyond(id);
  }
}

}  // namespace

void Difference::goes_beyond(std::string what) {
  if (!beyond_code) first = std::move(what);
  beyond_code = true;
}

void Difference::add(const std::string& id, Difference child) {
  if (child.beyond_code)
    goes_beyond(child.first.starts_with("the section ") ? child.first + " of " + id : id + "/" + child.first);
  for (const std::string& each : child.code) code.push_back(id + "/" + each);
}

Result<Difference> difference(std::string_view deployed, std::string_view wanted) {
  const Result<Node> a = parse_document(deployed, "the template of the stack");
  if (!a) return fail(a.error());
  const Result<Node> b = parse_document(wanted, "the packaged template");
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
    found.goes_beyond("the section " + section);
  }
  return found;
}

}  // namespace cxsam::sync
