// What builds read of other languages' files: go.mod, Cargo.toml and cargo's messages, pom.xml, class files, npm's list.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "build/workflows/go/module.h"
#include "build/workflows/java/compiled.h"
#include "build/workflows/java_maven/reactor.h"
#include "build/workflows/nodejs/npm.h"
#include "build/workflows/rust/cargo.h"
#include "build/workflows/rust/crate.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  using namespace cxsam::build;
  (void)go::local_folders(text);
  (void)rust::local_folders(text);
  (void)rust::read_programs(text);
  (void)java::read_pom(text);
  (void)java::version_needed(text);
  (void)nodejs::read_packed_paths(text);
  return 0;
}
