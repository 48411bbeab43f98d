// What an integration asks that is no function: a server, or a service of AWS.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "application/integration.h"

namespace cxsam::application {

/// "append:header.x" of "$request.querystring.y": how HTTP APIs change requests and answers.
struct ParameterChange {
  enum class Action : std::uint8_t { Append, Overwrite, Remove } action = Action::Overwrite;
  enum class Place : std::uint8_t { Header, Query, Path, Status } place = Place::Header;
  std::string name;   // "" for Path and Status
  std::string value;  // an expression
};

/// `arn:aws:apigateway:REGION:[SUBDOMAIN.]SERVICE:path|action/REST`.
struct ServiceTarget {
  std::string service;    // as the URI names it: "sqs", "states"
  std::string region;     // "" where it is not known
  std::string subdomain;  // "my-bucket" of "my-bucket.s3"
  std::string action;     // "SendMessage"; "" for path style
  std::string path;  // "123456789012/orders/{id}", path style; `${stageVariables.x}` and `{x}` are filled in with a request
};

struct Backend {
  std::string uri;                                        // of a server; `${stageVariables.x}` and `{x}` as above
  std::string method;                                     // "" for the request's own
  std::string vpc_link;                                   // the link's id, "" for none
  bool certain = true;                                    // false: any certificate should do (`insecureSkipVerification`)
  ServiceTarget service;                                  // of REST APIs
  std::string subtype;                                    // of HTTP APIs: "SQS-SendMessage"
  std::map<std::string, std::string> arguments;           // of that action, by name: expressions
  std::vector<ParameterChange> request;                   // of HTTP APIs
  std::map<int, std::vector<ParameterChange>> responses;  // of HTTP APIs, by status
};

/// Findings: changes of parameters that HTTP APIs do not have.
std::shared_ptr<const Backend> read_backend(const IntegrationSource& source, Api::Kind kind, Diagnostics& diagnostics);

/// Nothing for what is no URI of a service.
std::optional<ServiceTarget> read_service_target(std::string_view uri);

}  // namespace cxsam::application
