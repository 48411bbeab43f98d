#include "gateway/authorizers/grant.h"

#include <algorithm>

#include "json/json.h"

namespace cxsam::gateway {
namespace {

constexpr std::string_view kInvoke = "execute-api:Invoke";

/// A scalar as REST APIs pass it on.
Result<std::string> context_text(const std::string& name, const Json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_number() || value.is_boolean()) return dump_json(value);
  return fail("`context." + name + "` is neither a text nor a number nor a truth value");
}

/// SAM CLI uses no policy in which one statement lacks a part.
bool is_whole(const Json& statement) {
  const auto is_given = [&](const char* name, bool lists) {
    const auto found = statement.find(name);
    return found != statement.end() && (found->is_string() || (lists && found->is_array()));
  };
  return statement.is_object() && is_given("Effect", false) && is_given("Action", true) && is_given("Resource", true);
}

/// SAM CLI looks for statements that allow this one action, and for no others; what else they say does not count.
Result<iam::Policy> read_sam_policy(const Json& document) {
  const auto statements = document.find("Statement");
  if (statements == document.end() || !statements->is_array() || statements->empty())
    return fail("its policy's `Statement` is no list with something in it");
  if (!std::ranges::all_of(*statements, is_whole))
    return fail("a statement of its policy has not all of Effect, Action and Resource");
  iam::Policy policy;
  for (const Json& each : *statements) {
    const Json bare{{"Effect", each["Effect"]}, {"Action", each["Action"]}, {"Resource", each["Resource"]}};
    const auto read = iam::read_policy(Json{{"Statement", bare}});
    if (!read) continue;
    const iam::Statement& statement = read->statements.front();
    const std::vector<std::string>& actions = statement.actions.texts;
    if (statement.allows && std::ranges::find(actions, kInvoke) != actions.end()) policy.statements.push_back(statement);
  }
  return policy;
}

Result<iam::Policy> read_document(const Json& answer, const GrantForm& form) {
  const auto document = answer.find("policyDocument");
  if (document == answer.end()) return fail("it has no `policyDocument`");
  if (!document->is_object()) return fail("its `policyDocument` is no map");
  auto policy = form.as_sam ? read_sam_policy(*document) : iam::read_policy(*document);
  if (!policy) return fail("its policy cannot be read: " + policy.error().message);
  return policy;
}

Result<std::string> read_principal(const Json& answer, const GrantForm& form) {
  const auto principal = answer.find("principalId");
  if (principal != answer.end() && principal->is_string() && (form.as_sam || !principal->get<std::string>().empty()))
    return principal->get<std::string>();
  if (form.rest || form.as_sam) return fail("its `principalId` is no text");
  return std::string();
}

Result<void> fill_context(const Json& given, const std::string& principal, const GrantForm& form, Grant& grant) {
  Json v1 = Json::object();
  Json v2 = Json::object();
  for (const auto& [name, value] : given.items()) {
    v2[name] = value;
    if (value.is_null() && !form.as_sam) continue;
    if (!form.rest || form.as_sam) {
      v1[name] = value;
      continue;
    }
    auto text = context_text(name, value);
    if (!text) return fail(std::move(text.error()));
    v1[name] = std::move(*text);
  }
  if (!principal.empty()) v1["principalId"] = v2["principalId"] = principal;
  grant.context_v1 = dump_json(v1);
  grant.context_v2 = dump_json(Json{{"lambda", std::move(v2)}});
  return {};
}

}  // namespace

Result<Grant> read_grant(std::string_view answer, const GrantForm& form) {
  const auto json = parse_json(answer, {.depth = 64, .bytes = std::size_t{6} << 20U});
  if (!json || !json->is_object()) return fail("it is no JSON map");
  Grant grant;
  std::string principal;
  if (form.simple) {
    const auto flag = json->find("isAuthorized");
    if (flag == json->end() || !flag->is_boolean()) return fail("its `isAuthorized` is no truth value");
    grant.authorized = flag->get<bool>();
  } else {
    auto read = read_principal(*json, form);
    if (!read) return fail(std::move(read.error()));
    principal = std::move(*read);
    auto policy = read_document(*json, form);
    if (!policy) return fail(std::move(policy.error()));
    grant.policies.push_back(std::move(*policy));
  }
  if (const auto key = json->find("usageIdentifierKey"); key != json->end() && key->is_string())
    grant.usage_key = key->get<std::string>();
  const auto context = json->find("context");
  const bool given = context != json->end() && (form.as_sam || !context->is_null());
  if (given && !context->is_object()) return fail("its `context` is no map");
  if (auto filled = fill_context(given ? *context : Json::object(), principal, form, grant); !filled)
    return fail(std::move(filled.error()));
  return grant;
}

}  // namespace cxsam::gateway
