// Python: the interpreter of the template's version, or the machine's, with cxsam's bootstrap.
#include "base/embedded.h"
#include "base/file.h"
#include "facts/runtimes.h"
#include "runtime/interpreter.h"
#include "runtime/language.h"
#include "runtime/sdk.h"
#include "system/packages.h"

namespace cxsam::runtime {
namespace {

// `--debug-args` takes the place of debugpy's own, as with SAM CLI.
void add_debugger(Launch& launch, const Debugging& debugging) {
  if (debugging.arguments.empty()) {
    const std::string listen = "127.0.0.1:" + std::to_string(debugging.port);
    launch.arguments.insert(launch.arguments.end(), {"-m", "debugpy", "--listen", listen, "--wait-for-client"});
  } else {
    launch.arguments.insert(launch.arguments.end(), debugging.arguments.begin(), debugging.arguments.end());
  }
  if (!debugging.debugger_path.empty()) launch.environment["PYTHONPATH"] += ":" + debugging.debugger_path.string();
}

Result<Launch> launch_python(const FunctionSpec& spec, const Layout& layout) {
  const std::string_view version = facts::find_runtime(spec.function.runtime)->version;
  const auto python = find_python(SearchPlaces::from_environment(), version);
  if (!python) {
    return fail(
        Error{"`" + spec.function.logical_id + "` needs Python " + std::string(version) + " and no `python3` is on PATH"}.hint(
            system::how_to_install("python3")));
  }
  Launch launch;
  launch.arguments = {python->string()};
  launch.environment = {{"PYTHONPATH", layout.runtime}, {"AWS_EXECUTION_ENV", "AWS_Lambda_" + spec.function.runtime}};
  // Without `site` no package of the machine or of a virtual environment is on the path; a debugger is one of these.
  if (spec.built && !spec.debugging) launch.arguments.emplace_back("-S");
  // Without a sandbox the code's folder is the user's own, which is not the place for compiled files.
  if (!layout.sandboxed) launch.arguments.emplace_back("-B");
  if (spec.debugging) {
    add_debugger(launch, *spec.debugging);
    launch.keep.push_back(spec.debugging->debugger_path);
  }
  launch.arguments.push_back(layout.runtime + "/bootstrap.py");
  launch.arguments.push_back(layout.layers);
  launch.arguments.push_back(sdk_folder("python").string());
  launch.runtime_files = {{"bootstrap.py", embedded_file("lib/runtime/languages/python/bootstrap.py")}};
  launch.keep.push_back(installation_of(*python));
  if (file_exists(sdk_folder("python"))) launch.keep.push_back(sdk_folder("python"));
  launch.keep.push_back(python->parent_path().parent_path());  // a virtual environment links to its interpreter
  launch.frames = true;
  launch.wrapped = true;
  return launch;
}

}  // namespace

extern const Language language_python{
    .family = "python", .name = "Python", .extension = "py", .helper = "cfnresponse.py", .launch = launch_python};

}  // namespace cxsam::runtime
