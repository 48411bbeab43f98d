// AWS::Lambda::Function and AWS::Lambda::LayerVersion. Source of the defaults: CloudFormation user guide,
// "AWS::Lambda::Function".
#include <algorithm>
#include <array>
#include <utility>

#include "application/readers.h"
#include "template/further_names.h"

namespace cxsam::application {
namespace {

constexpr std::size_t kLayerHashDigits = 10;

/// Properties of a function that nothing here does anything for, and what that takes from it.
constexpr std::array<std::pair<std::string_view, std::string_view>, 2> kNotLocal{{
    {"DurableConfig", "durable execution (its steps, waits and callbacks)"},
    {"FileSystemConfigs", "EFS file system (what it mounts)"},
}};

/// The SAM transform names a layer after its source and its content: `Tools` becomes `Tools` and ten hexadecimal digits.
std::string source_layer_id(std::string_view id) {
  if (id.size() <= kLayerHashDigits) return std::string(id);
  const std::string_view tail = id.substr(id.size() - kLayerHashDigits);
  const bool is_hash = std::ranges::all_of(tail, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
  return std::string(is_hash ? id.substr(0, id.size() - kLayerHashDigits) : id);
}

/// A whole number of at least `least`, else `fallback`; what is no such number is reported. Ranges are the linter's business.
std::uint32_t number_of(const Node* node, std::uint32_t fallback, std::uint32_t least, std::string_view name,
                        const LiveResource& resource, Diagnostics& diagnostics) {
  if (node == nullptr || as_intrinsic(*node)) return fallback;
  const auto number = node->as_int();
  if (number && *number >= least && *number <= INT32_MAX) return static_cast<std::uint32_t>(*number);
  diagnostics
      .error("", node->span,
             "`" + std::string(name) + "` of `" + std::string(resource.id) + "` is no number that Lambda could use")
      .hints.push_back("the default, " + std::to_string(fallback) + ", is used until it is mended");
  return fallback;
}

std::map<std::string, std::string> environment_of(const LiveResource& resource) {
  std::map<std::string, std::string> environment;
  const Node* variables = resource.properties.at_path({"Environment", "Variables"});
  if (variables == nullptr || as_intrinsic(*variables)) return environment;
  for (const Member& variable : variables->members) environment[variable.key] = text_of(&variable.value);
  return environment;
}

std::vector<LayerRef> layers_of(const LiveResource& resource, const LiveResources& resources) {
  std::vector<LayerRef> layers;
  for (std::string& arn : texts_of(resource.property("Layers"))) {
    const LiveResource* layer = resources.find_by_ref("AWS::Lambda::LayerVersion", arn);
    if (layer != nullptr) {
      layers.push_back({.logical_id = std::string(layer->id), .arn = ""});
    } else {
      layers.push_back({.logical_id = "", .arn = std::move(arn)});
    }
  }
  return layers;
}

Function read_function(const LiveResource& resource, const LiveResources& resources, Diagnostics& diagnostics) {
  Function function;
  function.logical_id = std::string(resource.id);
  function.name = resource.ref;
  function.arn = resource.arn;
  function.aliases = tmpl::further_names(resource.metadata);
  function.image = resource.text("PackageType") == "Image" || resource.properties.at_path({"Code", "ImageUri"}) != nullptr;
  function.runtime = resource.text("Runtime");
  function.handler = resource.text("Handler");
  const auto number = [&](const Node* node, std::uint32_t fallback, std::uint32_t least, std::string_view name) {
    return number_of(node, fallback, least, name, resource, diagnostics);
  };
  function.memory_mb = number(resource.property("MemorySize"), function.memory_mb, 1, "MemorySize");
  function.timeout_s = number(resource.property("Timeout"), function.timeout_s, 1, "Timeout");
  function.ephemeral_storage_mb = number(resource.properties.at_path({"EphemeralStorage", "Size"}),
                                         function.ephemeral_storage_mb, 1, "EphemeralStorage.Size");
  if (const Node* reserved = resource.property("ReservedConcurrentExecutions"); reserved != nullptr && reserved->as_int()) {
    function.reserved_concurrency = number(reserved, 0, 0, "ReservedConcurrentExecutions");
  }
  if (const auto architectures = texts_of(resource.property("Architectures")); !architectures.empty()) {
    function.architecture = architectures.front();
  }
  function.environment = environment_of(resource);
  function.layers = layers_of(resource, resources);
  if (const Node* inline_code = resource.properties.at_path({"Code", "ZipFile"})) function.inline_code = text_of(inline_code);
  function.tracing = text_of(resource.properties.at_path({"TracingConfig", "Mode"})) == "Active";
  function.snap_start = text_of(resource.properties.at_path({"SnapStart", "ApplyOn"})) == "PublishedVersions";
  function.tenant_isolation = text_of(resource.properties.at_path({"TenancyConfig", "TenantIsolationMode"})) == "PER_TENANT";
  const auto read_logging = [&](std::string_view name, std::string& value) {
    if (const Node* written = resource.properties.at_path({"LoggingConfig", name})) value = text_of(written);
  };
  read_logging("LogFormat", function.log_format);
  read_logging("ApplicationLogLevel", function.application_log_level);
  read_logging("SystemLogLevel", function.system_log_level);
  function.where = resource.where;
  return function;
}

}  // namespace

void read_layers(const LiveResources& resources, Application& application) {
  for (const LiveResource* layer : resources.of_type("AWS::Lambda::LayerVersion")) {
    application.layers.push_back({.logical_id = std::string(layer->id),
                                  .source_logical_id = source_layer_id(layer->id),
                                  .stack_path = "",
                                  .arn = layer->ref,
                                  .where = layer->where});
  }
}

void read_functions(const LiveResources& resources, Diagnostics& diagnostics, Application& application) {
  for (const LiveResource* resource : resources.of_type("AWS::Lambda::Function")) {
    application.functions.push_back(read_function(*resource, resources, diagnostics));
    for (const auto& [property, what] : kNotLocal)
      if (resource->property(property) != nullptr)
        application.unsupported.push_back(
            {.logical_id = std::string(resource->id), .what = std::string(what), .where = resource->where});
  }
}

}  // namespace cxsam::application
