// What functions depend on, in layers of their own: the code alone is small, and quickly brought. Each template with such
// functions has a nested stack with their layers. Source: SAM CLI, "sam sync --dependency-layer".
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "build/build.h"
#include "cloud/stack.h"
#include "project/project.h"
#include "sync/units.h"

namespace cxsam::sync {

struct DependencyLayer {
  std::string function;           // full path
  std::string path;               // full path: "AwsSamAutoDependencyLayerNestedStack/Hello8b1a9953DepLayer"
  std::string runtime;            // of the function
  std::filesystem::path archive;  // its content, beside the built template of its stack
};

/// The full path of the layer for a function.
std::string dependency_layer_of(std::string_view function);

/// Whether the code of a definition works with its dependencies in a layer: Node.js looks there for what `require` names, and
/// not for what `import` does. Source: AWS Lambda developer guide, "Working with layers for Node.js Lambda functions".
bool works_with_layer(const build::Definition& definition);

/// Functions that may have their dependencies in a layer, by full path; with `deployed`, the resources of the stack, only those
/// whose layer is there. Where a function is bundled by esbuild there are no such layers, as with SAM CLI.
std::vector<std::string> functions_with_layers(const project::Project& project, const Units& units,
                                               const std::vector<cloud::StackResource>* deployed);

/// Packs what the build has left out of the code. What has not changed is not packed again. Error: it cannot be read or
/// written.
Result<std::vector<DependencyLayer>> pack_dependency_layers(const Units& units, const build::Report& report,
                                                            const std::filesystem::path& build_folder);

/// The layers become units, chosen with their functions, which are going to use them.
void add_units(const std::vector<DependencyLayer>& layers, Units& units);

/// Adds nested stacks with the layers to the templates that the build has written. `stack`: the name of CloudFormation's stack,
/// a part of the names of layers. `as_sam`: in the layout that SAM CLI gives templates.
Result<void> add_to_templates(const std::vector<DependencyLayer>& layers, std::string_view stack, bool as_sam);

}  // namespace cxsam::sync
