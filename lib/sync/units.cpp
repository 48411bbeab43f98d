#include "sync/units.h"

#include <algorithm>
#include <array>
#include <optional>

#include <fmt/format.h>

#include "base/text.h"
#include "template/effective.h"
#include "template/resolver.h"

namespace cxsam::sync {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kDigest = 10;  // letters that SAM adds to a layer's logical id

struct Row {
  std::string_view type;
  Kind kind;
};
constexpr std::array kTypes{
    Row{"AWS::Serverless::Function", Kind::Function},
    Row{"AWS::Lambda::Function", Kind::Function},
    Row{"AWS::Serverless::LayerVersion", Kind::Layer},
    Row{"AWS::Lambda::LayerVersion", Kind::Layer},
    Row{"AWS::Serverless::Api", Kind::RestApi},
    Row{"AWS::ApiGateway::RestApi", Kind::RestApi},
    Row{"AWS::Serverless::HttpApi", Kind::HttpApi},
    Row{"AWS::ApiGatewayV2::Api", Kind::HttpApi},
    Row{"AWS::Serverless::StateMachine", Kind::StateMachine},
    Row{"AWS::StepFunctions::StateMachine", Kind::StateMachine},
};

std::optional<Kind> kind_of(std::string_view type) {
  const auto found = std::ranges::find(kTypes, type, &Row::type);
  return found == kTypes.end() ? std::nullopt : std::optional(found->kind);
}

const artifacts::Artifact* artifact_of(const project::Stack& stack, std::string_view id) {
  const auto found = std::ranges::find(stack.paths.known, id, &artifacts::Artifact::logical_id);
  return found == stack.paths.known.end() ? nullptr : &*found;
}

std::string text_of(const tmpl::Effective& properties, const tmpl::Resolver& resolver, std::string_view name) {
  const Node* node = properties.find(name);
  return node == nullptr ? "" : resolver.text(*node).value_or("");
}

std::vector<std::string> texts_of(const tmpl::Effective& properties, const tmpl::Resolver& resolver, std::string_view name) {
  std::vector<std::string> texts;
  const Node* node = properties.find(name);
  if (node == nullptr) return texts;
  for (const Node& item : resolver.resolve(*node).value.items)
    if (const auto text = item.as_text()) texts.emplace_back(*text);
  return texts;
}

/// The layers of its own template that a function refers to.
std::vector<std::string> layers_of(const tmpl::Effective& properties, const project::Stack& stack) {
  std::vector<std::string> layers;
  const Node* list = properties.find("Layers");
  if (list == nullptr) return layers;
  for (const Node& item : list->items) {
    const auto intrinsic = as_intrinsic(item);
    if (intrinsic && intrinsic->name == "Ref" && intrinsic->argument->is_string())
      layers.push_back(stack.full_path(intrinsic->argument->text));
  }
  return layers;
}

/// One more layer than a function uses has room in its list. Source: AWS Lambda developer guide, "Lambda quotas".
bool takes_layers(const tmpl::Effective& properties) {
  constexpr std::size_t kMost = 5;
  const Node* list = properties.find("Layers");
  return list == nullptr || list->is_null() || (list->is_list() && list->items.size() < kMost);
}

std::string obstacle_of(const Unit& unit, const tmpl::Effective& properties) {
  if (unit.kind == Kind::StateMachine && properties.find("DefinitionSubstitutions") != nullptr)
    return "DefinitionSubstitutions field is specified.";
  if (unit.kind == Kind::Function && properties.find("PackageType") != nullptr && unit.source.empty())
    return "it is a container image.";
  return unit.source.empty() ? "it has no local path." : "";
}

Unit unit_of(const project::Stack& stack, const tmpl::Resource& resource, Kind kind, const tmpl::Resolver& resolver) {
  const tmpl::Effective properties(stack.source, resource);
  Unit unit{.kind = kind, .id = stack.full_path(resource.logical_id), .type = std::string(resource.type), .source = {}};
  if (const artifacts::Artifact* artifact = artifact_of(stack, resource.logical_id)) {
    const fs::path place = (stack.folder() / (artifact->path.empty() ? "." : artifact->path)).lexically_normal();
    unit.source = place.filename().empty() ? place.parent_path() : place;
  }
  unit.alias = text_of(properties, resolver, "AutoPublishAlias");
  unit.runtime = text_of(properties, resolver, "Runtime");
  unit.layers = layers_of(properties, stack);
  unit.takes_layers = kind == Kind::Function && takes_layers(properties);
  unit.compatible_runtimes = texts_of(properties, resolver, "CompatibleRuntimes");
  unit.stage = text_of(properties, resolver, "StageName");
  unit.obstacle = obstacle_of(unit, properties);
  return unit;
}

bool is_wanted(const Choice& choice, std::string_view path, std::string_view id, std::string_view type) {
  const auto holds = [](const std::vector<std::string>& list, std::string_view text) {
    return std::ranges::find(list, text) != list.end();
  };
  if (choice.ids.empty() && choice.types.empty()) return true;
  return holds(choice.ids, path) || holds(choice.ids, id) || holds(choice.types, type);
}

Result<void> check_ids(const project::Project& project, const Choice& choice) {
  for (const std::string& wanted : choice.ids) {
    const bool known = std::ranges::any_of(project::all_stacks(project), [&](const project::Stack* stack) {
      return std::ranges::any_of(stack->source.resources(), [&](const tmpl::Resource& each) {
        return each.logical_id == wanted || stack->full_path(each.logical_id) == wanted;
      });
    });
    if (!known) return fail(fmt::format("the template has no resource `{}`, which `--resource-id` names", wanted));
  }
  return {};
}

}  // namespace

std::vector<std::string_view> unit_types() {
  std::vector<std::string_view> types;
  for (const Row& row : kTypes) types.push_back(row.type);
  return types;
}

bool is_unit_type(std::string_view type) { return kind_of(type).has_value(); }

std::string_view kind_name(Kind kind) {
  constexpr std::array<std::string_view, 5> kNames{"Layer", "Lambda Function", "RestApi", "HttpApi", "StepFunctions"};
  return kNames.at(static_cast<std::size_t>(kind));
}

const cloud::StackResource* find_deployed(const Unit& unit, const std::vector<cloud::StackResource>& resources) {
  const auto is_it = [&](const cloud::StackResource& each) {
    if (each.logical_id == unit.id) return true;
    return unit.kind == Kind::Layer && each.type == "AWS::Lambda::LayerVersion" &&
           each.logical_id.size() == unit.id.size() + kDigest && each.logical_id.starts_with(unit.id);
  };
  const auto found = std::ranges::find_if(resources, is_it);
  return found == resources.end() ? nullptr : &*found;
}

std::map<std::string, std::string, std::less<>> deployed_ids(const Units& units,
                                                             const std::vector<cloud::StackResource>& resources) {
  std::map<std::string, std::string, std::less<>> ids;
  for (const Unit& unit : units.all)
    if (const cloud::StackResource* found = find_deployed(unit, resources)) ids[unit.id] = found->physical_id;
  return ids;
}

Result<Units> find_units(const project::Project& project, const Choice& choice) {
  if (const Result<void> checked = check_ids(project, choice); !checked) return fail(checked.error());
  Units units;
  for (const project::Stack* stack : project::all_stacks(project)) {
    const tmpl::Resolver resolver(stack->source, stack->parameters, project::outputs_of_children(*stack));
    for (const tmpl::Resource& resource : stack->source.resources()) {
      const std::string path = stack->full_path(resource.logical_id);
      const bool wanted = is_wanted(choice, path, resource.logical_id, resource.type);
      const auto kind = kind_of(resource.type);
      const bool is_stack = stack->find_child(resource.logical_id) != nullptr;
      if (!kind && wanted && !is_stack) units.unsupported.push_back(path);
      if (!kind) continue;
      if (wanted) units.chosen.push_back(units.all.size());
      units.all.push_back(unit_of(*stack, resource, *kind, resolver));
    }
  }
  return units;
}

}  // namespace cxsam::sync
