// go1.x: the program that the handler names, which speaks the Runtime API as those of custom runtimes do.
#include "base/file.h"
#include "runtime/language.h"
#include "runtime/native_debugger.h"
#include "system/program.h"

namespace cxsam::runtime {
namespace {

Result<Launch> launch_go(const FunctionSpec& spec, const Layout& layout) {
  const std::string& handler = spec.function.handler;
  const std::filesystem::path program = spec.code / handler;
  if (handler.empty() || !file_exists(program)) {
    return fail(Error{"`" + spec.function.logical_id + "` has handler `" + handler + "` and no such program in `" +
                      spec.shown_code() + "`"}
                    .hint("in its folder: GOOS=linux go build -o " + (handler.empty() ? "main" : handler) + " ."));
  }
  if (auto fault = system::find_start_fault(program, "")) {
    fault->message = "`" + program.string() + "` " + fault->message;
    return fail(std::move(*fault));
  }
  Launch launch;
  launch.arguments = {layout.task + "/" + handler};
  launch.environment = {{"AWS_EXECUTION_ENV", "AWS_Lambda_go1.x"}};
  if (spec.debugging)
    if (auto started = start_under_debugger(launch, *spec.debugging); !started) return fail(std::move(started.error()));
  return launch;
}

}  // namespace

extern const Language language_go{.family = "go", .name = "Go (go1.x)", .extension = "", .helper = "", .launch = launch_go};

}  // namespace cxsam::runtime
