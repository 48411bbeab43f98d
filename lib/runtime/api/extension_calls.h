// The calls of the Extensions API that are answered at once. Source: AWS Lambda developer guide, "Lambda Extensions API
// reference".
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "loop/world.h"
#include "runtime/api/routes.h"
#include "runtime/session.h"

namespace cxsam::runtime {

/// Of a request, kept beyond its head.
using KeptFields = std::vector<std::pair<std::string, std::string>>;

/// The first value of a field whatever its case, or "".
std::string_view find_field(const KeptFields& fields, std::string_view name);

struct Reply {
  int status = 200;
  std::string fields = {};  // lines
  std::string body = {};    // JSON
};

Reply reply_of(const Refusal& refusal);

Reply register_extension(Session& session, Random& random, const KeptFields& fields, std::string_view body);

/// A subscription, in `call` Logs or Telemetry: from now on the extension gets what happens. Who does not say which extension
/// it is hears what AWS's emulator says.
Reply subscribe_extension(const World& world, const std::shared_ptr<Session>& session, Call call, const KeptFields& fields,
                          std::string_view body);

/// An extension that cannot go on, in `call` ExtensionInitError or ExtensionExitError.
Reply give_up_extension(Session& session, Call call, const KeptFields& fields, std::string_view body);

}  // namespace cxsam::runtime
