// What an integration asks: a small struct for each kind, with what only that kind has.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace cxsam::application {

/// A function of the application.
struct FunctionTarget {
  std::string path;  // its full path
  /// Of stages whose variables name another one than the first stage's do.
  std::map<std::string, std::string, std::less<>> of_stages = {};

  [[nodiscard]] const std::string& of(const std::string& stage) const {
    const auto own = of_stages.find(stage);
    return own == of_stages.end() ? path : own->second;
  }
};

/// The request is the function's event, and its result the answer.
struct FunctionProxy {
  FunctionTarget function;
};

/// What was mapped is its event, and its result is mapped back.
struct FunctionCustom {
  FunctionTarget function;
};

struct HttpServer {
  std::string uri;       // `${stageVariables.x}` and `{x}` are filled in with a request
  std::string method;    // "" for the request's own
  std::string vpc_link;  // the link's id, "" for none
  bool certain = true;   // false: any certificate should do (`insecureSkipVerification`)
  bool proxy = false;    // it gets the request, and the client its answer
};

/// Of REST and WebSocket APIs: `arn:aws:apigateway:REGION:[SUBDOMAIN.]SERVICE:path|action/REST`.
struct AwsService {
  std::string service;      // as the URI names it: "sqs", "states"
  std::string region;       // "" where it is not known
  std::string subdomain;    // "my-bucket" of "my-bucket.s3"
  std::string action;       // "SendMessage"; "" for path style
  std::string path;         // "123456789012/orders/{id}", path style; filled in as above
  std::string method = {};  // as above
};

/// Of HTTP APIs.
struct AwsSubtype {
  std::string subtype;                           // "SQS-SendMessage"
  std::map<std::string, std::string> arguments;  // by name: expressions
};

/// Its templates alone answer.
struct Mock {};

/// Nothing answers, which is said at start; requests get an error that says so.
struct Unknown {
  std::string description;        // what it is instead, for messages
  std::string function_arn = {};  // of a function that the stack of the route does not have
};

using Target = std::variant<Unknown, FunctionProxy, FunctionCustom, HttpServer, AwsService, AwsSubtype, Mock>;

/// Null where no function is called.
constexpr auto* function_of(auto& target) {
  if (auto* proxy = std::get_if<FunctionProxy>(&target)) return &proxy->function;
  auto* custom = std::get_if<FunctionCustom>(&target);
  return custom == nullptr ? nullptr : &custom->function;
}

/// Nothing for what is no URI of a service.
std::optional<AwsService> read_aws_service(std::string_view uri);

}  // namespace cxsam::application
