#include <algorithm>

#include "base/did_you_mean.h"
#include "facts/regions.h"
#include "lint/subjects/targets.h"

namespace cxsam::lint {
namespace {

std::vector<std::string> keys_of(const Node& map) {
  std::vector<std::string> keys;
  for (const Member& member : map.members) keys.push_back(member.key);
  return keys;
}

bool is_account(std::string_view key) {
  return key.size() == 12 && key.find_first_not_of("0123456789") == std::string_view::npos;
}

Diagnostic& add(const CheckContext& context, const Node& at, std::string message, Findings& findings) {
  Diagnostic& finding = findings.add(at, std::move(message));
  if (const std::string_view outermost = outermost_rule(path_of(context.source.root(), at.span)); !outermost.empty())
    finding.id = outermost;
  return finding;
}

// What is only known in a deployment must be among the keys for one of them at least.
void check_open_row(const CheckContext& context, const Node& mapping, const Nodes& arguments, Findings& findings) {
  const std::optional<Intrinsic> call = as_intrinsic(arguments[1]);
  if (!call || call->name != "Ref") return;
  const std::string& inside = arguments[0].text;
  if (call->argument->text == "AWS::AccountId" &&
      std::ranges::none_of(mapping.members, [](const Member& row) { return is_account(row.key); })) {
    add(context, arguments[1], "mapping `" + inside + "` has no account among its keys", findings);
  } else if (call->argument->text == "AWS::Region" && arguments[2].is_string() &&
             std::ranges::none_of(mapping.members, [](const Member& row) { return facts::is_region(row.key); })) {
    add(context, arguments[1], "mapping `" + inside + "` has no Region among its keys", findings);
  } else if (call->argument->text == "AWS::Region" && arguments[2].is_string() &&
             std::ranges::none_of(mapping.members, [&](const Member& row) { return row.value.find(arguments[2].text); })) {
    add(context, arguments[2], "no key of mapping `" + inside + "` leads to `" + arguments[2].text + "`", findings);
  }
}

// Keys that are intrinsics are known only where the stack is made.
const Node* step(const CheckContext& context, const Node& map, const Node& key, std::string_view inside, Findings& findings) {
  const std::optional<std::string_view> name = key.as_text();
  if (!name) return nullptr;
  if (const Node* found = map.find(*name)) return found;
  Diagnostic& finding =
      add(context, key, "mapping `" + std::string(inside) + "` has no key `" + std::string(*name) + "`", findings);
  finding.hints = did_you_mean(*name, keys_of(map));
  return nullptr;
}

bool is_looked_up(const CheckContext& context, const Node& call) {
  if (context.options.dialect->looks_up_everywhere || context.looked_up.contains({call.span.file, call.span.begin}))
    return true;
  const Path path = path_of(context.source.root(), call.span);
  const auto* attribute = path.size() > 2 ? std::get_if<std::string_view>(&path[2]) : nullptr;
  return attribute && (*attribute == "DeletionPolicy" || *attribute == "UpdateReplacePolicy");
}

void check_lookup(const CheckContext& context, const Nodes& arguments, Findings& findings) {
  const std::optional<std::string_view> name = arguments[0].as_string();
  if (!name) return;
  const Node* mapping = context.names.find_mapping(*name);
  if (!mapping) {
    const auto is_refused = [&](const Node& argument) { return context.refused.holds(argument.span); };
    const bool is_extended = has_transform(context.source.root(), "AWS::LanguageExtensions");
    Findings to = findings.gap(is_extended || std::ranges::any_of(arguments, is_refused));
    Diagnostic& finding =
        add(context, arguments[0], "`Fn::FindInMap` looks in `" + std::string(*name) + "`, which is no mapping", to);
    finding.hints = did_you_mean(*name, context.names.section_keys("Mappings"));
    return;
  }
  check_open_row(context, *mapping, arguments, findings);
  const Node* row = step(context, *mapping, arguments[1], *name, findings);
  if (row) step(context, *row, arguments[2], std::string(*name) + "." + arguments[1].text, findings);
}

void check(const CheckContext& context, Findings& findings) {
  if (!context.names.are_complete()) return;
  for (const SectionReferences& section : context.references) {
    if (!is_outside_outputs(section.section) && !is_outputs(section.section)) continue;
    for (const tmpl::Reference& reference : section.references) {
      if (reference.kind != tmpl::Reference::Kind::Mapping || !reference.node || context.refused.holds(reference.node->span) ||
          !is_looked_up(context, *reference.node))
        continue;
      const std::optional<Intrinsic> call = as_intrinsic(*reference.node);
      // A fourth argument is the value for keys that are missing.
      if (call && call->argument->items.size() == 3) check_lookup(context, call->argument->items, findings);
    }
  }
}

}  // namespace

extern const Rule rule_E1011_find_in_map{
    .id = "E1011",
    .summary = "`Fn::FindInMap` names a mapping and keys that it has",
    .why = "CloudFormation looks mappings up before anything is made, and a miss ends the deployment.",
    .check = check,
    .names_functions = true,
};

}  // namespace cxsam::lint
