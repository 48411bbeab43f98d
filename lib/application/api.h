// The model of an API: routes, what guards and answers them, and stages. What a part of it means is done by the gateway; what
// it needs prepared (programs, patterns, schemas) is made when it is read.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "application/stage.h"
#include "application/targets.h"
#include "diagnostic/diagnostic.h"

namespace cxsam::application {

struct Authorizer;        // application/authorizer.h
struct GatewayResponses;  // application/gateway_responses.h
struct KeyRing;           // application/key_ring.h
struct Mapping;           // application/mapping.h
struct ParameterChanges;  // application/parameter_changes.h
struct Validation;        // application/validation.h

struct Cors {
  std::vector<std::string> allow_origins, allow_methods, allow_headers, expose_headers;
  std::optional<std::uint32_t> max_age_s;
  bool allow_credentials = false;
};

/// What answers a route, and what all kinds of answering have in common.
struct Integration {
  Target target = Unknown{};
  std::string payload_format = "1.0";  // "2.0" for HTTP APIs by default
  std::uint32_t timeout_ms = 29000;
  bool streams = false;                                  // the answer of a proxy is passed on while it is written
  std::shared_ptr<const Mapping> mapping = {};           // of REST and WebSocket APIs; null for function proxies alone
  std::shared_ptr<const ParameterChanges> changes = {};  // of HTTP APIs; null: none
  std::string fault = {};                                // why AWS answers every request with 500, "" for none

  /// Null where no function is called.
  [[nodiscard]] const FunctionTarget* function() const { return function_of(target); }
  [[nodiscard]] FunctionTarget* function() { return function_of(target); }
  /// "" where no function is called.
  [[nodiscard]] std::string function_path() const { return function() == nullptr ? "" : function()->path; }
  template <class Kind>
  [[nodiscard]] bool is() const {
    return std::holds_alternative<Kind>(target);
  }
};

struct Route {
  std::string method;  // "GET", "ANY"
  std::string path;    // "/items/{id}", "/{proxy+}"; HTTP APIs: "$default"
  Integration integration;
  std::string authorizer;  // its name, "" when open
  std::string operation_name;
  bool api_key_required = false;
  Span where;
  std::shared_ptr<const Authorizer> guard = {};       // null: everybody may call, or the authorizer does not run locally
  std::shared_ptr<const Validation> validation = {};  // null: nothing is checked
  std::vector<std::string> cache_parameters = {};     // "method.request.querystring.page", part of a cached answer's key

  /// API Gateway's route key: "GET /items/{id}", "$default".
  [[nodiscard]] std::string key() const { return path == "$default" ? path : method + " " + path; }
};

struct Api {
  enum class Kind : std::uint8_t { Rest, Http } kind = Kind::Rest;
  std::string logical_id;
  std::string stack_path;
  std::vector<Stage> stages{Stage{}};  // never empty; the first one is served where none is asked for
  std::vector<Route> routes;
  std::vector<Route> refused = {};              // that API Gateway does not take beside the others, and SAM CLI serves
  std::vector<std::string> binary_media_types;  // "image/png" form
  std::optional<Cors> cors;                     // HTTP APIs: configured centrally
  Span where;
  std::shared_ptr<const KeyRing> keys = {};                // null: no usage plan speaks of it
  bool key_from_authorizer = false;                        // the authorizer names the API key, not the header X-API-Key
  std::shared_ptr<const GatewayResponses> responses = {};  // null: none is customised
};

}  // namespace cxsam::application
