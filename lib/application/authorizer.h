// What guards a route: authorizers as the template describes them.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "diagnostic/diagnostic.h"
#include "template/pattern.h"

namespace cxsam::iam {
struct Policy;  // iam/policy.h
}

namespace cxsam::application {

/// Where in a request a value stands that identifies its caller.
struct IdentitySource {
  enum class From : std::uint8_t { Header, Query, Context, StageVariable } from = From::Header;
  std::string name;  // "Authorization", "identity.sourceIp"
};

struct Authorizer {
  /// What is wrong with one that is not supported, for who says it in other words than `why`.
  enum class Fault : std::uint8_t { None, Type, PayloadFormat, SimpleAnswers, Identity, Function, Other };

  enum class Kind : std::uint8_t {
    Token,    // a function that gets one header
    Request,  // a function that gets the request
    Jwt,
    Cognito,
    Iam,         // callers sign
    None,        // there is only the API's resource policy
    Unsupported  // `why` says what is wrong with it
  } kind = Kind::Unsupported;
  std::string name;                                        // as routes name it; "AWS_IAM" for Iam
  std::string function;                                    // its full path
  std::string function_arn = {};                           // of a function that its stack does not have
  std::string payload_format = "1.0";                      // of HTTP APIs' functions
  bool simple = false;                                     // they answer with `isAuthorized`
  std::vector<IdentitySource> identity;                    // of Token, Jwt and Cognito one: the header of the token
  std::optional<tmpl::Pattern> validation = std::nullopt;  // what a token must look like before its function is asked
  std::uint32_t ttl_s = 0;                                 // so long an answer counts; 0: for one request
  std::string issuer = {};                                 // of Jwt
  std::vector<std::string> audiences = {};
  bool of_own_pool = false;                  // of Jwt and Cognito: the template makes the user pool, whose id is not known here
  std::vector<std::string> user_pools = {};  // of Cognito: ARNs
  std::vector<std::string> scopes = {};      // of Jwt and Cognito: a token needs one of them, where there are any
  std::shared_ptr<const iam::Policy> resource_policy = {};  // of a REST API; null: none
  bool is_private = false;  // its API is reached through VPC endpoints alone; of APIs with a resource policy
  std::string why = {};
  Fault fault = Fault::None;
  std::string called = {};  // the logical id of a resource, the name of a security scheme
  bool scheme = false;
  std::string type = {};  // as the template has it
  Span where = {};

  [[nodiscard]] bool calls_function() const { return kind == Kind::Token || kind == Kind::Request; }
  /// Whether its function is known, and outside the application.
  [[nodiscard]] bool is_elsewhere() const { return fault == Fault::Function && !function_arn.empty(); }
};

inline constexpr std::string_view kIam = "AWS_IAM";

}  // namespace cxsam::application
