#include "transform/transform.h"

#include <algorithm>
#include <vector>

#include "transform/connectors/dependencies.h"
#include "transform/connectors/embedded.h"
#include "transform/function/deployment.h"
#include "transform/globals.h"
#include "transform/implicit_api.h"
#include "transform/locations.h"
#include "transform/processing_order.h"
#include "transform/references.h"
#include "transform/resource_type.h"
#include "transform/scope.h"
#include "transform/template_check.h"

namespace cxsam::transform {
namespace {

constexpr std::string_view kPrefix = "AWS::Serverless::";

bool is_sam(std::string_view type) { return type.starts_with(kPrefix); }

/// A template that forgot `Transform` is transformed all the same, as SAM CLI does; saying so is lint's.
bool needs_transform(const tmpl::Template& source) {
  return source.is_serverless() || source.section("Globals") ||
         std::ranges::any_of(source.resources(), [](const tmpl::Resource& resource) { return is_sam(resource.type); });
}

/// AWS looks at all resources, whether there is anything to transform or not. Where local paths are stood in for, it is lint
/// that speaks of the form of other templates.
bool is_passed_over(const tmpl::Template& source, const TransformOptions& options) {
  if (needs_transform(source)) return false;
  if (options.artifacts == ArtifactPaths::StandIn) return true;
  const Node* resources = source.section("Resources");
  return resources && !resources->members.empty() &&
         std::ranges::all_of(resources->members, [](const Member& resource) { return resource.value.is_map(); });
}

/// Checks the properties and hands the resource to its type. False after an error.
bool transform_resource(Workspace& work, std::size_t position, const ResourceType& type) {
  Scope scope(work, position, type.name);
  const PropertyProblem problem =
      type.open ? PropertyProblem{} : check_properties(scope.properties, type.properties, {type.name, type.name});
  if (problem.message.empty()) {
    type.transform(scope);
  } else {
    scope.error(problem.where ? problem.key_span : scope.id_span, problem.where ? problem.where->expansion : 0, problem.message,
                problem.hint);
  }
  return !scope.failed();
}

bool transform_phase(Workspace& work, Phase phase, const std::vector<std::size_t>& order) {
  bool good = true;
  for (const std::size_t i : order) {
    const Member& resource = work.resources()[i];
    const ResourceType* type = find_resource_type(type_of(resource));
    if (!type || type->phase != phase || work.given_up.contains(resource.key)) continue;
    good = transform_resource(work, i, *type) && good;
  }
  return good;
}

void warn_of_unknown_types(Workspace& work) {
  for (const Member& resource : work.resources()) {
    const std::string_view type = type_of(resource);
    if (!is_sam(type) || find_resource_type(type)) continue;
    Diagnostic& finding = work.diagnostics.warning(
        "", resource.key_span,
        "resource `" + resource.key + "`: type `" + std::string(type) + "` is not known; it stays as it is");
    finding.notes.push_back("AWS's transform passes over types that it does not know, and CloudFormation then refuses them.");
  }
}

/// Puts what each resource became in its place, the resource of the same name first.
void assemble(Workspace& work) {
  Members all;
  std::size_t count = 0;
  for (const Members& made : work.output) count += std::max<std::size_t>(made.size(), 1);
  all.reserve(count);
  Members& resources = work.resources();
  for (std::size_t i = 0; i < resources.size(); ++i) {
    Member& source = resources[i];
    if (find_resource_type(type_of(source))) {
      std::ranges::stable_partition(work.output[i], [&](const Member& made) { return made.key == source.key; });
      std::ranges::move(work.output[i], std::back_inserter(all));
    } else {
      all.push_back(std::move(source));
    }
  }
  resources = std::move(all);
  work.root.erase("Transform");
}

}  // namespace

const ResourceType* find_resource_type(std::string_view name) {
  const auto types = all_resource_types();
  const auto found = std::ranges::find(types, name, [](const ResourceType* type) { return type->name; });
  return found == types.end() ? nullptr : *found;
}

std::optional<Node> transform(const tmpl::Template& source, const TransformOptions& options, Sources& sources,
                              Diagnostics& diagnostics) {
  if (is_passed_over(source, options)) return source.root();
  Workspace work(source, options, sources, diagnostics);
  if (!check_template(work)) return std::nullopt;
  add_implicit_apis(work);
  if (!apply_globals(work)) return std::nullopt;
  warn_of_unknown_types(work);
  bool good = take_out_connectors(work) && work.given_up.empty();
  prepare_definitions(work);
  const std::vector<std::size_t> order = resource_order(work);
  for (const Phase phase : {Phase::Functions, Phase::StateMachines, Phase::Apis, Phase::Others, Phase::Connectors}) {
    good = transform_phase(work, phase, order) && good;
  }
  if (!good) return std::nullopt;
  for (const auto finish : {add_shared_deployment, settle_dependencies, assemble, rewrite_references, tell_local_paths})
    finish(work);
  return std::move(work.root);
}

}  // namespace cxsam::transform
