#include "local/sam_guards.h"

#include <algorithm>

#include "base/text.h"
#include "local/sam_apis.h"

namespace cxsam::local {
namespace {

using application::Api;
using application::Authorizer;
using Fault = Authorizer::Fault;

std::string quoted(const std::string& text) { return "'" + text + "'"; }

std::string fatal(const Authorizer& guard) {
  const std::string name = quoted(guard.called);
  switch (guard.fault) {
    case Fault::PayloadFormat:
      if (guard.scheme) return "Authorizer " + name + " contains an invalid payload version";
      return "Lambda Authorizer " + name +
             " contains an invalid 'AuthorizerPayloadFormatVersion', it must be set to '1.0' or '2.0'";
    case Fault::SimpleAnswers:
      if (guard.scheme) return "";
      return "'EnableSimpleResponses' is only supported for '2.0' payload format versions for Lambda Authorizer " + name + ".";
    case Fault::Identity: {
      if (!guard.scheme) return "Lambda Authorizer " + guard.called + " does not contain valid identity sources.";
      const std::size_t begin = guard.why.find('`') + 1;
      return "Identity source " + quoted(guard.why.substr(begin, guard.why.rfind('`') - begin)) + " for Lambda Authorizer " +
             name + " is not a valid identity source, check the spelling/format.";
    }
    default:
      return "";
  }
}

/// Of an authorizer in `Auth` of an HTTP API of SAM. Values that only AWS knows count as they should be.
std::string fault_of(const std::string& name, const Node& authorizer) {
  if (authorizer.find("FunctionArn") == nullptr) return "";
  const Node* version = authorizer.find("AuthorizerPayloadFormatVersion");
  if (version != nullptr && !version->is_scalar()) return "";
  const std::string format = version == nullptr ? "" : version->text;
  if (format != "1.0" && format != "2.0")
    return "Lambda Authorizer " + quoted(name) + " must contain a valid 'AuthorizerPayloadFormatVersion' for HTTP APIs.";
  const Node* simple = authorizer.find("EnableSimpleResponses");
  if (format == "1.0" && simple != nullptr && simple->as_bool().value_or(false))
    return "EnableSimpleResponses must be used with the 2.0 payload format version in Lambda Authorizer " + quoted(name) + ".";
  return "";
}

}  // namespace

std::optional<Error> sam_auth_fault(const project::Project& project) {
  for (const Api& api : project.application.apis) {
    const std::optional<Node> auth = setting_of(project, api, "Auth");
    const Node* authorizers = auth && api.kind == Api::Kind::Http ? auth->find("Authorizers") : nullptr;
    if (authorizers == nullptr || !authorizers->is_map()) continue;
    for (const Member& authorizer : authorizers->members)
      if (std::string text = fault_of(authorizer.key, authorizer.value); !text.empty()) return Error{std::move(text)};
  }
  return std::nullopt;
}

std::string sam_remark(const Authorizer& guard, Api::Kind kind) {
  if (guard.calls_function() || guard.fault == Fault::None) {
    if (guard.calls_function()) return "";
    return "Authorizer " + quoted(guard.name) + " is currently unsupported (must be a Lambda Authorizer), skipping";
  }
  const std::string name = quoted(guard.called);
  if (guard.is_elsewhere())
    return "Authorizer " + name +
           " is not asked, since its function is outside this template; its identity sources must be there";
  if (guard.fault == Fault::Function) return "Unable to parse the Lambda ARN for Authorizer " + name + ", skipping";
  if (guard.fault != Fault::Type) return "";
  if (guard.scheme && to_lower(guard.type) == "token") return "Type 'token' for Lambda Authorizer " + name + " is unsupported";
  if (guard.scheme) return "Lambda authorizer " + name + " type " + quoted(guard.type) + " is unsupported, skipping";
  return "Authorizer " + name + " with type " + quoted(guard.type) +
         " is currently not supported. Only Lambda Authorizers of type " +
         (kind == Api::Kind::Rest ? "TOKEN and REQUEST are supported." : "REQUEST are supported for API Gateway V2.");
}

std::optional<Error> sam_fault(const application::Application& application) {
  for (const Api& api : application.apis)
    for (const application::Route& route : api.routes)
      if (route.guard)
        if (std::string text = fatal(*route.guard); !text.empty()) return Error{std::move(text)};
  return std::nullopt;
}

}  // namespace cxsam::local
