// The stages that a request passes, one file each. A step fills the Exchange and either goes on or ends the walk with an answer
// or a named failure. Which steps a route has is decided once, when it is loaded; it pays for no other.
#pragma once

#include <string_view>
#include <vector>

#include "application/api.h"
#include "loop/task.h"

namespace cxsam::gateway {

struct Exchange;

/// It has one of both: `now` where nothing is waited for.
struct Step {
  std::string_view name;
  void (*now)(Exchange&) = nullptr;
  Task<void> (*later)(Exchange&) = nullptr;
};

// Of every request, until one of them ends the walk.
extern const Step kAnswerPreflight;  // HTTP APIs with CORS settings
extern const Step kFindRoute;
extern const Step kMergeSamSlashes;
extern const Step kAnswerSamPreflight;
extern const Step kFindSamRoute;

// Of the route, in the order of steps_of().
extern const Step kChooseCanary;
extern const Step kNameEndpoint;
extern const Step kCheckKey;  // before the authorizer, or behind it where that names the key
extern const Step kCheckPolicy;
extern const Step kAuthorise;
extern const Step kThrottle;
extern const Step kValidate;
extern const Step kLookInCache;
extern const Step kRefuseBroken;
extern const Step kMapRequest;
extern const Step kCallProxy;  // integrate: Lambda proxy
extern const Step kCallSamProxy;
extern const Step kStreamProxy;
extern const Step kCallFunction;
extern const Step kAnswerMock;
extern const Step kCallHttp;
extern const Step kCallHttpProxy;
extern const Step kCallHttpApiProxy;
extern const Step kCallService;
extern const Step kCallServiceAction;
extern const Step kNotImplemented;
extern const Step kMapResponse;

// Of every request, whatever has become of it.
extern const Step kGatewayResponse;
extern const Step kFillCache;
extern const Step kApplyCors;
extern const Step kAddIds;
extern const Step kWriteAccessLog;
extern const Step kSamGatewayResponse;
extern const Step kApplySamCors;

struct Dialect;  // gateway/dialect.h

/// The steps between finding the route and the end.
std::vector<const Step*> steps_of(const application::Api& api, const application::Stage& stage, const application::Route& route,
                                  const Dialect& dialect);

}  // namespace cxsam::gateway
