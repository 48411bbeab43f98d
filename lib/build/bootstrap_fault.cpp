#include "build/bootstrap_fault.h"

#include <fmt/format.h>

#include "system/glibc.h"
#include "system/program.h"

namespace cxsam::build {
namespace {

int glibc_of(std::string_view runtime) {
  if (runtime == "provided") return 17;
  return runtime == "provided.al2" ? 26 : 34;
}

}  // namespace

std::optional<Error> find_bootstrap_fault(const std::filesystem::path& folder, const Definition& definition) {
  const std::filesystem::path program = folder / "bootstrap";
  if (auto fault = system::find_start_fault(program, definition.architecture)) return fault;
  const std::optional<int> needed = system::glibc_needed(program);
  const int there = glibc_of(definition.runtime);
  if (!needed || *needed <= there) return std::nullopt;
  return Error{fmt::format("needs glibc 2.{}, and {} has 2.{}", *needed, definition.runtime, there)}.hint(
      definition.workflow->name == "rust" ? "install cargo-lambda, which builds for older C libraries: pip install "
                                            "cargo-lambda; or a static target: rustup target "
                                            "add x86_64-unknown-linux-musl"
                                          : "link it statically, or build it where the C library is no newer");
}

}  // namespace cxsam::build
