// The Cognito event: a trigger that is written into the user pool's own resource.
// Source: AWS SAM developer guide, "Cognito" event source.
#include <array>

#include "transform/event_scope.h"
#include "transform/event_type.h"
#include "transform/rewritten_resource.h"
#include "transform/shape.h"

namespace cxsam::transform {
namespace {

constexpr std::array kProperties{Property{"UserPool", kText, true}, Property{"Trigger", kText | kList, true}};

constexpr auto kKept = std::to_array<std::string_view>({"AccountRecoverySetting",
                                                        "AdminCreateUserConfig",
                                                        "AliasAttributes",
                                                        "AutoVerifiedAttributes",
                                                        "DeletionProtection",
                                                        "DeviceConfiguration",
                                                        "EmailAuthenticationMessage",
                                                        "EmailAuthenticationSubject",
                                                        "EmailConfiguration",
                                                        "EmailVerificationMessage",
                                                        "EmailVerificationSubject",
                                                        "EnabledMfas",
                                                        "LambdaConfig",
                                                        "MfaConfiguration",
                                                        "Policies",
                                                        "Schema",
                                                        "SmsAuthenticationMessage",
                                                        "SmsConfiguration",
                                                        "SmsVerificationMessage",
                                                        "UserAttributeUpdateSettings",
                                                        "UserPoolAddOns",
                                                        "UserPoolName",
                                                        "UserPoolTags",
                                                        "UserPoolTier",
                                                        "UsernameAttributes",
                                                        "UsernameConfiguration",
                                                        "VerificationMessageTemplate",
                                                        "WebAuthnRelyingPartyID",
                                                        "WebAuthnUserVerification"});
constexpr RewrittenType kUserPool{"AWS::Cognito::UserPool", "UserPool", kKept};

void to_function(EventScope& event) {
  Member* pool = rewritten_resource(event, kUserPool);
  if (!pool) return;
  if (const Node* depends = pool->value.find("DependsOn"); depends && depends->is_null()) pool->value.erase("DependsOn");
  Node& properties = properties_of(pool->value);
  const Node* existing = properties.find("LambdaConfig");
  if (existing && !existing->is_map()) {
    return event.error(existing, "`LambdaConfig` of the user pool `" + pool->key + "` must be a map");
  }
  const Maker& make = event.make;
  Node triggers = existing ? *existing : make.map();
  const Node* wanted = event.property("Trigger");
  const Node names = wanted->is_list() ? *wanted : make.list(*wanted);
  for (const Node& name : names.items) {
    if (!name.is_string()) return event.error(&name, "`Trigger` must be the name of a trigger, or a list of names");
    if (triggers.find(name.text)) return event.error(&name, "the user pool has a function for `" + name.text + "` already");
    triggers.set(name.text, event.target.arn);
  }
  properties.set("LambdaConfig", std::move(triggers));
  // One permission for all triggers of a function; that of another pool replaces it.
  event.owner.add(event.target.id + "CognitoPermission", "AWS::Lambda::Permission",
                  make.map("Action", "lambda:InvokeFunction", "FunctionName", event.target.reference, "Principal",
                           "cognito-idp.amazonaws.com", "SourceArn", make.get_att(pool->key, "Arn")));
}

}  // namespace

extern const EventType event_cognito{"Cognito", kProperties, to_function};

}  // namespace cxsam::transform
