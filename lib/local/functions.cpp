#include "local/functions.h"

#include <algorithm>

namespace cxsam::local {
namespace {

namespace fs = std::filesystem;

const artifacts::Artifact* find_artifact(const project::Project& project, std::string_view logical_id, artifacts::Kind kind) {
  const auto found = std::ranges::find_if(project.artifacts, [&](const artifacts::Artifact& artifact) {
    return artifact.logical_id == logical_id && artifact.kind == kind;
  });
  return found == project.artifacts.end() ? nullptr : &*found;
}

fs::path path_of(const project::Project& project, const artifacts::Artifact& artifact) {
  const fs::path folder = fs::absolute(project.template_path).parent_path();
  std::error_code error;
  const fs::path path = fs::weakly_canonical(folder / artifact.path, error);
  return error ? folder / artifact.path : path;
}

// The folder of a layer of this template; nothing for one that is elsewhere.
std::optional<fs::path> layer_folder(const project::Project& project, const application::LayerRef& reference) {
  const auto& layers = project.application.layers;
  const auto layer = std::ranges::find(layers, reference.logical_id, &application::Layer::logical_id);
  if (layer == layers.end()) return std::nullopt;
  const auto* artifact = find_artifact(project, layer->source_logical_id, artifacts::Kind::LayerContent);
  if (artifact == nullptr) return std::nullopt;
  return path_of(project, *artifact);
}

}  // namespace

Result<FunctionSettings> read_function_settings(const std::optional<fs::path>& env_vars,
                                                const std::optional<std::string>& profile,
                                                const std::optional<std::string>& region) {
  FunctionSettings settings;
  settings.shell = environment_variables();
  if (env_vars) {
    auto overrides = read_overrides(*env_vars);
    if (!overrides) return fail(std::move(overrides.error()));
    settings.overrides = std::move(*overrides);
  }
  Identity identity = find_identity(settings.shell, profile);
  settings.credentials = std::move(identity.credentials);
  settings.region = region.value_or(identity.region.value_or(settings.region));
  return settings;
}

Functions::Functions(const World& world, FunctionSettings settings, invoke::Journal& journal)
    : settings_(std::move(settings)), host_(world, journal) {}

runtime::FunctionSpec Functions::make_spec(const project::Project& project, const application::Function& function) {
  runtime::FunctionSpec spec;
  spec.function = function;
  if (const auto* code = find_artifact(project, function.logical_id, artifacts::Kind::FunctionCode)) {
    spec.code = path_of(project, *code);
  }
  for (const application::LayerRef& layer : function.layers) {
    if (auto folder = layer_folder(project, layer)) {
      spec.layers.push_back(std::move(*folder));
    } else {
      const std::string name = layer.arn.empty() ? layer.logical_id : layer.arn;
      host_.note("Layer `" + name + "` of `" + function.logical_id + "` is not on this machine: the function runs without it.");
    }
  }
  spec.environment = own_variables(function, settings_.overrides, settings_.shell);
  spec.credentials = settings_.credentials;
  spec.region = settings_.region;
  spec.account_id = project.environment.account_id;
  spec.debugging = settings_.debugging;
  spec.memory_limited = settings_.memory_limited;
  spec.generation = generation_;
  return spec;
}

void Functions::load(const project::Project& project) {
  ++generation_;
  invoke::Invokers invokers;
  std::map<std::string, std::shared_ptr<runtime::Pool>, std::less<>> pools;
  for (const application::Function& function : project.application.functions) {
    if (function.image) continue;
    auto spec = std::make_shared<const runtime::FunctionSpec>(make_spec(project, function));
    std::shared_ptr<runtime::Pool> pool;
    if (const auto known = pools_.find(function.logical_id); known != pools_.end()) {
      pool = known->second;
      pool->update(std::move(spec));
    } else {
      pool = std::make_shared<runtime::Pool>(host_, std::move(spec));
    }
    pools.emplace(function.logical_id, pool);
    invokers.emplace(function.logical_id, std::move(pool));
  }
  for (const auto& [id, pool] : pools_) {
    if (!pools.contains(id)) pool->wind_down();
  }
  pools_ = std::move(pools);
  invokers_ = std::move(invokers);
}

Task<void> Functions::warm_up() {
  const auto pools = pools_;
  for (const auto& [id, pool] : pools) co_await pool->warm_up();
}

void Functions::close() {
  for (const auto& [id, pool] : pools_) pool->close();
}

}  // namespace cxsam::local
