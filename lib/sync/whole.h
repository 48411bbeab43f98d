// How a whole stack becomes what is packaged here: straight to the services where that is enough, else through CloudFormation.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "aws/services/cloudformation.h"
#include "deploy/plan.h"
#include "sync/difference.h"
#include "sync/session.h"
#include "sync/state.h"

namespace cxsam::sync {

/// A change of the stack by somebody else.
struct Elsewhere {
  Clock::WallTime time;
  bool synced_before = false;  // a sync from here is known, before that
};

struct Way {
  bool through_cloudformation = true;
  std::string why = {};                     // a stack that is there is asked to change: "Hello has changed"
  std::optional<Elsewhere> elsewhere = {};  // what it was made then is lost
  std::vector<std::size_t> chosen = {};     // without CloudFormation: indexes into the units that are brought
};

/// Compares the stack with what is packaged. `always`: CloudFormation is asked in any case. Errors: the stack cannot be read.
Task<Result<Way>> find_way(aws::Client& client, const Request& request, const Units& units, const deploy::Plan& plan,
                           bool always);

/// Why CloudFormation has to change the stack; "" where the units can be brought without it.
std::string why_cloudformation(const Difference& found, const Units& units, const State& state, Clock::WallTime now);

/// Nothing where nobody else has changed the stack since the last sync from here.
std::optional<Elsewhere> changed_elsewhere(const aws::Stack& stack, const State& state);

/// The stack was made what the template says.
Result<void> remember_infra(const aws::Client& client, const Request& request);

}  // namespace cxsam::sync
