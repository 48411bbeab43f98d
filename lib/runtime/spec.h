// A function as the runtime needs it: the model plus where its code lies and what it may use on this machine.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "application/application.h"
#include "application/images.h"
#include "base/result.h"

namespace cxsam::runtime {

struct Credentials {
  std::string access_key = "defaultkey";  // SAM CLI's stand-ins: SDKs refuse to start without any
  std::string secret_key = "defaultsecret";
  std::string session_token = {};
};

struct Debugging {
  std::uint16_t port = 0;
  std::vector<std::string> arguments;   // for the interpreter, instead of cxsam's own
  std::filesystem::path debugger_path;  // a folder with the debugger's modules
};

/// Immutable. A change of code or template makes a new one with a higher generation.
struct FunctionSpec {
  application::Function function;
  std::filesystem::path code;                      // absolute; unused for inline code; of an image: it, see open_image()
  std::optional<application::Image> image;         // of a function that is one
  std::optional<Error> no_code;                    // why there is none on this machine, where that is known
  std::filesystem::path archive;                   // what `code` was unpacked from; empty for a folder
  bool built = false;                              // `code` is what a build made or an archive: complete, see prepare()
  std::vector<std::filesystem::path> layers;       // absolute folders, lowest first
  std::map<std::string, std::string> environment;  // the function's own variables, all precedence applied
  Credentials credentials;
  std::string region = "us-east-1";
  std::string account_id = "123456789012";
  std::string version = "$LATEST";
  std::string log_group = {};         // "" for the one that Lambda makes for its name
  std::string log_stream = {};        // "" for one of each process's own
  std::uint32_t max_concurrency = 0;  // of one process on Lambda Managed Instances; 0: no such function
  bool snap_start = false;            // its versions are restored from snapshots
  std::uint16_t xray_port = 2000;     // where functions send segments to
  std::optional<Debugging> debugging;
  bool memory_limited = true;  // kill beyond memory_mb
  bool cpu_share = false;      // as much of a processor as Lambda gives for memory_mb
  bool time_limited = true;    // and beyond timeout_s; never while it is debugged
  std::uint64_t generation = 0;

  /// The code as a user knows it: the archive, else the folder.
  [[nodiscard]] std::string shown_code() const { return (archive.empty() ? code : archive).string(); }
};

}  // namespace cxsam::runtime
