#include "lint/subjects/targets.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "base/did_you_mean.h"
#include "lint/places/choice.h"
#include "lint/schema/functions.h"
#include "lint/schema/references.h"
#include "lint/subjects/dynamic_reference.h"
#include "lint/subjects/globals.h"

namespace cxsam::lint {
namespace {

using Kind = tmpl::Reference::Kind;

std::string written(const tmpl::Reference& reference) {
  const std::string name = reference.attribute.empty() ? reference.name : reference.name + "." + reference.attribute;
  if (reference.kind == Kind::Sub) return "`${" + name + "}`";
  return (reference.kind == Kind::Ref ? "`Ref` to `" : "`Fn::GetAtt` of `") + name + "`";
}

// An attribute is asked of a resource; a bare name may be a parameter as well.
bool wants_resource(const tmpl::Reference& reference) { return reference.kind == Kind::GetAtt || !reference.attribute.empty(); }

bool is_key(const Path& path, std::size_t index, std::string_view name) {
  const auto* key = path.size() > index ? std::get_if<std::string_view>(&path[index]) : nullptr;
  return key && *key == name;
}

// The names of exports are made before there are resources.
bool is_exported_name(const CheckContext& context, const tmpl::Reference& reference) {
  return is_key(path_of(context.source.root(), reference.where), 2, "Export");
}

// So are conditions.
bool is_known(const CheckContext& context, const tmpl::Reference& reference, std::string_view section) {
  const Names& names = context.names;
  if (section != "Conditions" && names.is_resource(reference.name))
    return section != "Outputs" || !is_exported_name(context, reference);
  return !wants_resource(reference) && (names.is_parameter(reference.name) || is_pseudo_parameter(reference.name));
}

// Where nobody expands serverless resources, every name that begins like one may be one of theirs.
bool may_be_generated(const CheckContext& context, std::string_view name, std::string_view section) {
  if (context.options.dialect->expands_serverless || !context.source.is_serverless() || section == "Conditions") return false;
  return std::ranges::any_of(context.source.resources(), [name](const tmpl::Resource& resource) {
    return resource.type.starts_with("AWS::Serverless::") && name.starts_with(resource.logical_id);
  });
}

bool is_passed_over(const CheckContext& context, const Path& path) {
  static constexpr std::array<std::string_view, 3> kUnread{"Fn::Contains", "Fn::EachMemberEquals", "Fn::EachMemberIn"};
  if (context.options.dialect->reads_lists_of_rules) return false;
  return std::ranges::any_of(path, [](const PathStep& step) {
    const auto* key = std::get_if<std::string_view>(&step);
    return key && std::ranges::find(kUnread, *key) != kUnread.end();
  });
}

// Where nobody expands serverless resources, Globals count in those that inherit them.
bool is_unused_global(const CheckContext& context, const Path& path) {
  if (context.options.dialect->expands_serverless || !is_key(path, 0, "Globals")) return false;
  const auto* kind = path.size() > 1 ? std::get_if<std::string_view>(&path[1]) : nullptr;
  return !kind || !is_inherited(context.source, *kind);
}

// Of `[Name, Attribute]` the name.
Span name_of(const tmpl::Reference& reference) {
  if (reference.kind != Kind::GetAtt) return reference.where;
  const Nodes& parts = reference.node->members.front().value.items;
  return parts.empty() ? reference.where : parts.front().span;
}

// Of the branches of a condition that is not there nothing is known; that is a finding of its own.
bool hangs_on_nothing(const CheckContext& context, const Path& path) {
  const Node* node = &context.source.root();
  for (const PathStep& step : path) {
    if (const std::optional<Choice> choice = as_choice(*node); choice && !context.names.is_condition(choice->condition))
      return true;
    const auto* key = std::get_if<std::string_view>(&step);
    node = key ? node->find(*key) : &node->items[std::get<std::size_t>(step)];
  }
  return false;
}

// The text of an Fn::Sub whose arguments are not what they must be is not read.
bool is_unread(const tmpl::Reference& reference) {
  if (reference.kind != Kind::Sub || !reference.node) return false;
  const std::optional<Intrinsic> call = as_intrinsic(*reference.node);
  if (!call || !call->argument->is_list()) return false;
  const Nodes& parts = call->argument->items;
  return parts.size() != 2 || !parts[1].is_map() || as_intrinsic(parts[1]);
}

bool is_output_value(const Path& path) { return is_key(path, 0, "Outputs") && is_key(path, 2, "Value"); }

// The name may be looked up by the time of deployment.
bool is_looked_up(const CheckContext& context, const tmpl::Reference& reference) {
  return reference.kind == Kind::Ref && reference.node &&
         may_be_resolved(reference.node->members.front().value, *context.options.dialect);
}

}  // namespace

std::string_view outermost_rule(const Path& path) {
  if (is_output_value(path)) return "E6101";
  for (const PathStep& step : path) {
    const auto* key = std::get_if<std::string_view>(&step);
    // A condition's name holds no function: around one, `Condition` is that of a policy's statement.
    if (key && *key != "Fn::If" && *key != "Condition")
      if (const schema::Function* function = schema::find_function(*key)) return function->rule;
  }
  return {};
}

namespace {

// In an output's value, and in what Fn::Length and Fn::ToJsonString are given, all names have one id; else a Ref has its own,
// and the others that of the outermost function.
std::string_view rule_for(const tmpl::Reference& reference, const Path& path, std::string_view own) {
  const std::string_view outermost = outermost_rule(path);
  if (schema::speaks_for_names(outermost)) return outermost;
  if (reference.kind == Kind::Ref) return "E1020";
  return outermost.empty() ? own : outermost;
}

// Events of a function make its API. Source: AWS SAM developer guide, "Generated CloudFormation resources".
std::vector<std::string> hints_of_implicit_api(std::string_view name) {
  if (name != "ServerlessRestApi" && name != "ServerlessHttpApi") return {};
  const std::string type = name == "ServerlessRestApi" ? "Api" : "HttpApi";
  return {"SAM makes it for events of type `" + type + "` that name no API, and there is none here"};
}

// `!Ref Role.Arn`: an attribute is no part of a name.
std::vector<std::string> hints_of_attribute(const tmpl::Template& source, const tmpl::Reference& reference) {
  const std::size_t dot = reference.name.find('.');
  if (reference.kind != Kind::Ref || dot == std::string::npos) return {};
  const std::string_view id = std::string_view(reference.name).substr(0, dot);
  if (source.find_resource(id) == nullptr || schema::lacks(source, id, reference.name.substr(dot + 1))) return {};
  return {"write `!GetAtt " + reference.name + "`: `Ref` gives no attribute"};
}

void report(const CheckContext& context, const tmpl::Reference& reference, const Path& path, Findings& findings) {
  const bool only_resources = wants_resource(reference);
  const std::string why =
      context.names.is_resource(reference.name)
          ? "` is a resource, and here there are none yet"
          : "` is no " + std::string(only_resources ? "resource" : "parameter and no resource") + " of this template";
  Diagnostic& finding =
      findings.add(name_of(reference), written(reference) + " leads nowhere: `" + reference.name + why, reference.expansion);
  finding.hints = hints_of_attribute(context.source, reference);
  if (context.source.is_serverless() && finding.hints.empty()) finding.hints = hints_of_implicit_api(reference.name);
  if (finding.hints.empty())
    finding.hints =
        did_you_mean(reference.name, only_resources ? context.names.resources() : context.names.parameters_and_resources());
  finding.id = rule_for(reference, path, finding.id);
  if (reference.kind == Kind::Sub) finding.notes.emplace_back("A `${` that is meant for a shell is written `${!`.");
}

}  // namespace

void check_targets(const CheckContext& context, Kind kind, bool (*wanted)(std::string_view section), Findings& findings) {
  if (!context.names.are_complete()) return;
  for (const SectionReferences& section : context.references) {
    if (!wanted(section.section)) continue;
    for (const tmpl::Reference& reference : section.references) {
      if (reference.kind != kind || is_known(context, reference, section.section) || is_unread(reference) ||
          is_looked_up(context, reference) || context.refused.holds(reference.where) ||
          may_be_generated(context, reference.name, section.section))
        continue;
      const Path path = path_of(context.source.root(), reference.where);
      if (!hangs_on_nothing(context, path) && !is_passed_over(context, path) && !is_unused_global(context, path))
        report(context, reference, path, findings);
    }
  }
}

namespace {

// Of what a macro or a failed transform leaves nothing can be said.
bool is_transformed(const CheckContext& context) {
  if (!context.source.is_serverless() || !context.names.are_complete() || !context.options.dialect->expands_serverless)
    return false;
  return std::ranges::none_of(context.stack.expanded.resources(),
                              [](const tmpl::Resource& resource) { return resource.type.starts_with("AWS::Serverless::"); });
}

// What is wrong with a reference of the transformed template; nothing when it leads somewhere.
std::optional<std::string> problem_of(const tmpl::Template& transformed, const tmpl::Reference& reference) {
  if (reference.kind == Kind::DependsOn || reference.kind == Kind::Condition || reference.kind == Kind::Mapping)
    return std::nullopt;
  if (const tmpl::Resource* resource = transformed.find_resource(reference.name)) {
    if (!schema::lacks(transformed, reference.name, reference.attribute)) return std::nullopt;
    return "`" + std::string(resource->type) + "` has no attribute `" + reference.attribute + "`";
  }
  const std::size_t dot = reference.name.find('.');
  if (dot == std::string::npos) return std::nullopt;
  return "SAM makes no `" + reference.name.substr(dot + 1) + "` of `" + reference.name.substr(0, dot) + "`";
}

// Only attributes of SAM's resources, and names of what it makes, are others after the transform.
bool is_worth_a_look(const CheckContext& context, const SectionReferences& section) {
  return std::ranges::any_of(section.references, [&](const tmpl::Reference& reference) {
    if (reference.kind == Kind::DependsOn || reference.kind == Kind::Condition || reference.kind == Kind::Mapping) return false;
    if (const tmpl::Resource* resource = context.source.find_resource(reference.name))
      return !reference.attribute.empty() && resource->type.starts_with("AWS::Serverless::");
    return !context.names.is_parameter(reference.name) && !is_pseudo_parameter(reference.name);
  });
}

// What the user has to write for SAM to make it. Source: AWS SAM developer guide, "Generated CloudFormation resources".
std::string hint_for(const std::string& name) {
  if (name.ends_with(".Version") || name.ends_with(".Alias")) return "write `AutoPublishAlias` at the function";
  return "name what the resource has: `cxsam transform` shows what SAM makes of it";
}

}  // namespace

void check_transformed_targets(const CheckContext& context, Findings& findings) {
  const auto is_worth = [&](const SectionReferences& section) { return is_worth_a_look(context, section); };
  if (!is_transformed(context) || std::ranges::none_of(context.references, is_worth)) return;
  std::map<std::uint32_t, std::string> problems;  // by where the reference begins
  const FileId file = context.source.root().span.file;
  for (const tmpl::Reference& reference : tmpl::references_in(context.stack.expanded.root(), &context.sources))
    if (std::optional<std::string> problem = problem_of(context.stack.expanded, reference);
        problem && reference.where.file == file)
      problems.emplace(reference.where.begin, std::move(*problem));
  for (const SectionReferences& section : context.references) {
    for (const tmpl::Reference& reference : section.references) {
      const auto problem = problems.find(reference.where.begin);
      if (problem == problems.end() || context.refused.holds(reference.where) ||
          !is_known(context, reference, section.section) || schema::lacks(context.source, reference.name, reference.attribute))
        continue;
      const Path path = path_of(context.source.root(), reference.where);
      Diagnostic& finding =
          findings.add(name_of(reference), written(reference) + " leads nowhere: " + problem->second, reference.expansion);
      finding.hints = hints_of_attribute(context.stack.expanded, reference);
      if (finding.hints.empty()) finding.hints.push_back(hint_for(reference.name));
      finding.id = rule_for(reference, path, reference.kind == Kind::GetAtt ? "E1010" : finding.id);
    }
  }
}

}  // namespace cxsam::lint
