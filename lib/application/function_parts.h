// What belongs to a function and is a resource of its own. Only what serves functions by name asks for it.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "application/application.h"

namespace cxsam::application {

/// A version or an alias: what may stand behind a function's name, "Hello:live".
struct Qualifier {
  /// Calls that another version gets, between 0 and 1.
  struct Share {
    std::string version;
    double share = 0;
  };

  std::string name;           // "1", "live"
  std::string version;        // the version itself, the one that the alias names, "$LATEST"
  std::vector<Share> others;  // of an alias that shifts traffic
};

struct FunctionUrl {
  std::string logical_id;
  std::string qualifier;  // of the alias that it calls, "" for the function as it is
  bool iam = false;       // callers must sign
  bool streams = false;   // InvokeMode RESPONSE_STREAM
  std::optional<Cors> cors;
};

/// How asynchronous calls are tried again, and where their ends are told.
struct AsyncSettings {
  std::uint32_t retries = 2;
  std::uint32_t max_age_s = 21600;
  std::string on_success;  // ARNs, "" for none
  std::string on_failure;
};

struct FunctionParts {
  std::vector<Qualifier> qualifiers;
  std::vector<FunctionUrl> urls;
  std::map<std::string, AsyncSettings, std::less<>> async;  // by qualifier: "$LATEST", a version, an alias
  std::string dead_letters;                                 // the ARN of the queue or topic, "" for none
};

/// By the full path of the function; functions without any are not in it.
using PartsOfFunctions = std::map<std::string, FunctionParts, std::less<>>;

/// The function that a resource of its stack names: by name, by a part of its ARN or by the whole, with a qualifier or without.
/// Null for one that is none of `functions`.
const Function* find_named(const std::vector<const Function*>& functions, std::string_view text);

/// Adds those of one stack. Resources of functions that the stack does not have are left out.
void read_function_parts(const tmpl::Resolver& resolver, std::string_view stack_path, const Application& application,
                         PartsOfFunctions& parts);

}  // namespace cxsam::application
