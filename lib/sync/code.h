// The fast way: code and definitions go straight to the services, and CloudFormation does not hear of it.
// Source: SAM CLI, "sam sync --code"; the API references of Lambda, API Gateway and Step Functions.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <variant>

#include "aws/client.h"
#include "sync/state.h"
#include "sync/units.h"

namespace cxsam::sync {

// What happens, for a view.
struct Begun {
  std::string what;  // "Lambda Function Hello"
};
struct Unchanged {
  std::string what;
};
struct Finished {
  std::string what;
};
struct Problem {
  std::string line;
};
/// Nothing but CloudFormation can bring it.
struct LeftOut {
  std::string why;  // "Cannot find resource Hello in remote"
};
using Told = std::variant<Begun, Unchanged, Finished, Problem, LeftOut>;
using Tell = std::function<void(const Told&)>;

/// Archives that Lambda does not take in a request go through it. `name` is "" where there is none.
struct Bucket {
  std::string name;
  std::string prefix;
  std::string kms_key;
};

struct CodeSync {
  const Units& units;
  std::map<std::string, std::string, std::less<>> deployed;  // full path -> physical id
  Bucket bucket;
  Tell tell;
};

/// Brings the chosen units to where they are deployed, several at once: only what differs from the state, which then says so.
/// Layers get a new version, with which functions of the template are configured; aliases follow new versions of functions.
/// What only CloudFormation can change is told and left out. Gives how many could not be brought; each is told.
Task<std::size_t> sync_code(aws::Client& client, const CodeSync& sync, State& state);

}  // namespace cxsam::sync
