// Node.js: the machine's node with cxsam's bootstrap.
#include "base/embedded.h"
#include "base/file.h"
#include "facts/runtimes.h"
#include "runtime/interpreter.h"
#include "runtime/language.h"
#include "runtime/sdk.h"
#include "system/packages.h"

namespace cxsam::runtime {
namespace {

Result<Launch> launch_nodejs(const FunctionSpec& spec, const Layout& layout) {
  const std::string_view version = facts::find_runtime(spec.function.runtime)->version;
  const auto node = find_node(SearchPlaces::from_environment(), version);
  if (!node) {
    return fail(
        Error{"`" + spec.function.logical_id + "` needs Node.js " + std::string(version) + " and no `node` is on PATH"}.hint(
            system::how_to_install("node") + ", or nvm install " + std::string(version)));
  }
  Launch launch;
  launch.arguments = {node->string()};
  // Lambda's own share of the memory for V8.
  launch.arguments.push_back("--max-old-space-size=" + std::to_string(spec.function.memory_mb * 9 / 10));
  if (spec.debugging) {
    launch.arguments.push_back("--inspect-brk=127.0.0.1:" + std::to_string(spec.debugging->port));
    launch.arguments.insert(launch.arguments.end(), spec.debugging->arguments.begin(), spec.debugging->arguments.end());
  }
  launch.arguments.push_back(layout.runtime + "/bootstrap.js");
  launch.arguments.push_back((sdk_folder("nodejs") / "node_modules").string());
  const std::string modules = layout.layers + "/nodejs";
  launch.environment = {
      {"NODE_PATH", modules + "/node" + std::string(version) + "/node_modules:" + modules + "/node_modules:" + layout.runtime +
                        "/node_modules:" + layout.runtime + ":" + layout.task},
      {"AWS_EXECUTION_ENV", "AWS_Lambda_" + spec.function.runtime},
  };
  launch.runtime_files = {{"bootstrap.js", embedded_file("lib/runtime/languages/nodejs/bootstrap.js")}};
  launch.keep.push_back(installation_of(*node));
  if (file_exists(sdk_folder("nodejs"))) launch.keep.push_back(sdk_folder("nodejs"));
  launch.frames = true;
  launch.wrapped = true;
  return launch;
}

}  // namespace

extern const Language language_nodejs{.family = "nodejs",
                                      .name = "Node.js",
                                      .extension = "js",
                                      .helper = "node_modules/cfn-response.js",
                                      .launch = launch_nodejs};

}  // namespace cxsam::runtime
