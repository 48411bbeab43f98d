// Custom runtimes: the function brings its own `bootstrap`, which speaks the Runtime API (Go, Rust, shell, ...).
#include "base/file.h"
#include "runtime/language.h"
#include "runtime/native_debugger.h"
#include "system/program.h"

namespace cxsam::runtime {
namespace {

namespace fs = std::filesystem;

/// PowerShell is no runtime of Lambda's own: what starts its scripts comes along as a layer or in the package.
bool has_powershell(const fs::path& code) {
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(code, error))
    if (entry.path().extension() == ".ps1") return true;
  return false;
}

/// What makes the `bootstrap` of a source folder.
std::string how_to_build(const fs::path& code) {
  if (file_exists(code / "Makefile")) return "build it first: cxsam build";
  if (file_exists(code / "go.mod")) return "have it built: Metadata: {BuildMethod: go1.x}, and cxsam build";
  if (file_exists(code / "Cargo.toml")) return "have it built: Metadata: {BuildMethod: rust-cargolambda}, and cxsam build";
  if (has_powershell(code))
    return "PowerShell has its `bootstrap` in a layer or a package of AWS's PowerShell runtime, which brings `pwsh` along: add "
           "it to Layers";
  return "name the program of the function `bootstrap`, or write a Makefile that makes it, for `cxsam build`";
}

Result<Launch> launch_provided(const FunctionSpec& spec, const Layout& layout) {
  Launch launch;
  std::error_code error;
  fs::path found = spec.code / "bootstrap";
  std::string path = layout.task + "/bootstrap";
  for (const fs::path& layer : spec.layers) {
    if (fs::exists(found, error)) break;
    found = layer / "bootstrap";
    path = layout.layers + "/bootstrap";
  }
  if (!fs::is_regular_file(found, error)) {
    return fail(Error{"`" + spec.function.logical_id + "` has runtime `" + spec.function.runtime +
                      "` and no file `bootstrap` in `" + spec.shown_code() + "`"}
                    .hint(how_to_build(spec.code)));
  }
  if (auto fault = system::find_start_fault(found, "")) {
    fault->message = "`" + found.string() + "` " + fault->message;
    return fail(std::move(*fault));
  }
  launch.arguments = {path};
  if (spec.debugging)
    if (auto started = start_under_debugger(launch, *spec.debugging); !started) return fail(std::move(started.error()));
  return launch;
}

}  // namespace

extern const Language language_provided{
    .family = "provided", .name = "custom runtimes (provided.*)", .extension = "", .helper = "", .launch = launch_provided};

}  // namespace cxsam::runtime
