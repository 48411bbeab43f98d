// Custom runtimes: the function brings its own `bootstrap`, which speaks the Runtime API (Go, Rust, shell, ...).
#include <unistd.h>

#include "runtime/language.h"

namespace cxsam::runtime {
namespace {

namespace fs = std::filesystem;

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
                      "` and no file `bootstrap` in `" + spec.code.string() + "`"}
                    .hint("build it first (`cxsam build`), or name the program of your function `bootstrap`"));
  }
  if (access(found.c_str(), X_OK) != 0) {
    return fail(Error{"`" + found.string() + "` is not executable"}.hint("chmod +x " + found.string()));
  }
  launch.arguments = {path};
  return launch;
}

}  // namespace

extern const Language language_provided{
    .family = "provided", .name = "custom runtimes (provided.*)", .extension = "", .launch = launch_provided};

}  // namespace cxsam::runtime
