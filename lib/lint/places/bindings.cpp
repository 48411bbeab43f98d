#include "lint/places/bindings.h"

#include <algorithm>
#include <array>

#include "lint/settings/regions.h"

namespace cxsam::lint {

using facts::Value;

namespace {

/// Rules about policies. Source: AWS CloudFormation user guide, IAM resource types.
struct PolicyRule {
  std::string_view rule;
  std::string_view schema;
};
constexpr std::array kPolicies{PolicyRule{"E3510", "iam/policy_identity"}, PolicyRule{"E3512", "iam/policy_resource"},
                               PolicyRule{"E3513", "iam/policy_resource_ecr"}, PolicyRule{"E3530", "iam/policy_trust"}};

Value find_schema(std::string_view name) {
  if (name.empty()) return {};
  const Value extension = facts::table().find("extensions").find(name);
  return extension ? extension : facts::table().find("other").find(name);
}

std::vector<std::string_view> texts_of(Value list) {
  std::vector<std::string_view> texts;
  for (std::uint32_t i = 0; i < list.size(); ++i) texts.push_back(list[i].text());
  return texts;
}

FunctionReading reading_of(std::string_view word) {
  if (word == "literal") return FunctionReading::Literal;
  if (word == "judged") return FunctionReading::Judged;
  if (word == "resolved") return FunctionReading::Resolved;
  return word == "inside" ? FunctionReading::Inside : FunctionReading::Open;
}

Binding binding_from(Value row) {
  const std::string_view rule = row.find("rule").text();
  const auto policy = std::ranges::find(kPolicies, rule, &PolicyRule::rule);
  const bool is_policy = policy != kPolicies.end();
  return {.rule = rule,
          .path = texts_of(row.find("path")),
          .schema = find_schema(is_policy ? policy->schema : row.find("schema").text()),
          .all = row.find("all").boolean(),
          .regional = row.find("regional").boolean(),
          .functions = reading_of(row.find("functions").text()),
          .is_policy = is_policy,
          .is_gap = row.find("gap").boolean()};
}

std::vector<Binding> bindings_from(Value rows) {
  std::vector<Binding> bindings;
  for (std::uint32_t i = 0; i < rows.size(); ++i) bindings.push_back(binding_from(rows[i]));
  return bindings;
}

}  // namespace

std::vector<Binding> bindings_of_section(std::string_view section) {
  return bindings_from(facts::table().find("bindings").find("sections").find(section));
}

ResourceBindings::ResourceBindings(const tmpl::Template& source, std::span<const std::string_view> regions) {
  const Value of_types = facts::table().find("bindings").find("resources");
  by_type_.emplace("*", bindings_from(of_types.find("*")));
  for (const tmpl::Resource& resource : source.resources()) {
    const auto [entry, is_new] = by_type_.try_emplace(resource.type);
    if (is_new && exists_in_any(regions, resource.type)) entry->second = bindings_from(of_types.find(resource.type));
    for (const Binding& binding : entry->second) by_rule_[binding.rule].push_back({&resource, &binding});
  }
}

std::span<const Binding> ResourceBindings::of_type(std::string_view type) const {
  const auto found = by_type_.find(type);
  return found == by_type_.end() ? std::span<const Binding>() : found->second;
}

std::span<const BoundResource> ResourceBindings::of_rule(std::string_view rule) const {
  const auto found = by_rule_.find(rule);
  return found == by_rule_.end() ? std::span<const BoundResource>() : found->second;
}

}  // namespace cxsam::lint
