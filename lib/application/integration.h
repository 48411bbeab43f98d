// One integration, from whichever of its three spellings: OpenAPI extension, REST method, HTTP API integration.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "application/application.h"

namespace cxsam::application {

/// An integration response; pointers may be null.
struct ResponseSource {
  std::string pattern;  // "" and "default" match everything
  std::string status;
  const Node* parameters = nullptr;  // {"method.response.header.X": "'value'"}
  const Node* templates = nullptr;   // {"application/json": "..."}
  std::string content_handling = {};
  Span where = {};
};

struct IntegrationSource {
  std::string type;     // "aws_proxy", in any case
  std::string uri;      // "" when it is not known before deployment
  std::string subtype;  // of HTTP APIs, "SQS-SendMessage": the action of an AWS service
  std::string payload_format;
  const Node* timeout_ms = nullptr;
  const Node* request_templates = nullptr;
  std::vector<ResponseSource> responses;
  const Node* request_parameters = nullptr;
  std::string passthrough = {};  // "WHEN_NO_MATCH", in any case
  std::string content_handling = {};
  std::string method = {};                    // with which a server or a service is asked; "ANY" is that of the request
  std::string vpc_link = {};                  // its id, "" for a way through the internet
  const Node* certain = nullptr;              // `insecureSkipVerification`
  const Node* response_parameters = nullptr;  // of HTTP APIs: {"200": {"overwrite:header.x": "..."}}
  Span where = {};                            // of the integration
  std::string transfer_mode = {};             // "STREAM", in any case: a function's answer is passed on while it is written
};

/// `api` gives kind and stage variables; functions must have been read.
Integration make_integration(const IntegrationSource& source, const Api& api, const Application& application,
                             Diagnostics& diagnostics);

/// Adds the route, and a line to `unsupported` when nothing answers it.
void add_route(Route route, Api& api, Application& application);

/// When all routes of an API are there: sets those apart that API Gateway refuses, and says so in `unsupported`.
void leave_out_refused(Api& api, Application& application);

/// What an integration URI names: an ARN ("arn:P:lambda:R:A:function:NAME") or a name. A version or an alias behind it is left
/// out, `${stageVariables.x}` is filled in. Forms: `arn:P:apigateway:R:lambda:path/2015-03-31/functions/ARN/invocations` and
/// the function's ARN.
std::string target_of_uri(std::string uri, const Variables& stage_variables);

/// The function of the stack that an ARN or a name means, or null. In a nested stack `function:${Fn}` is not what GetAtt gives,
/// and means it all the same.
const Function* find_target(const std::string& target, const Application& application);

}  // namespace cxsam::application
