// What `local start-api` says of an application before it serves it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "application/application.h"
#include "base/result.h"
#include "gateway/authorizers/guards.h"
#include "gateway/routing.h"
#include "local/functions.h"
#include "local/view/message.h"

namespace cxsam::local {

/// An application on a port of this machine.
struct Offer {
  const application::Application& application;
  const gateway::Routing& routing;
  const Faults& faults;
  std::string url;  // "http://127.0.0.1:3000"
  gateway::GuardOptions guards = {};
};

/// Why a function cannot run; `consequence` follows what is said of it (", and ...").
std::string fault_sentence(std::string_view function, const Error& fault, std::string_view consequence = "");

/// One for each path and what answers there, in template order: a function that can run, or a MOCK integration that is not one
/// of CORS.
std::vector<Mounting> mountings(const Offer& offer);

/// Warnings of functions that cannot run, of routes that others hide, of authorizers that callers are not asked for; of API
/// keys; then what the template asks for and does not get. SAM CLI is silent about the last two.
std::vector<Remark> limitations(const Offer& offer);

/// Why nothing can be served; nothing when some route answers.
std::optional<Error> find_nothing_to_serve(const application::Application& application);

}  // namespace cxsam::local
