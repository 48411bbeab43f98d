#include "local/sam_guards.h"

#include <algorithm>

#include "base/text.h"

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

}  // namespace

std::string sam_remark(const Authorizer& guard, Api::Kind kind) {
  if (guard.calls_function() || guard.fault == Fault::None) {
    if (guard.calls_function()) return "";
    return "Authorizer " + quoted(guard.name) + " is currently unsupported (must be a Lambda Authorizer), skipping";
  }
  const std::string name = quoted(guard.called);
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
