#include "cli/info.h"

#include <sys/utsname.h>

#include "json/json.h"

namespace cxsam::cli {
namespace {

/// The release whose commands, options and messages are the measure (docs/compatibility.md).
constexpr const char* kSamVersion = "1.170.0";

}  // namespace

std::string version() { return CXSAM_VERSION; }

std::string version_line(bool as_sam) {
  return as_sam ? "SAM CLI, version " + std::string(kSamVersion) + "\n" : "cxsam " + version() + "\n";
}

std::string info_json() {
  utsname system{};
  ::uname(&system);
  const Json info{
      {"version", kSamVersion},
      {"cxsam", version()},
      {"system", {{"os", std::string(system.sysname) + " " + system.release}, {"architecture", system.machine}}},
      {"additional_dependencies", {{"container_engine", "not needed"}}},
  };
  return info.dump(2) + "\n";
}

}  // namespace cxsam::cli
