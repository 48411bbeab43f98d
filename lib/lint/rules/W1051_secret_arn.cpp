#include <algorithm>
#include <array>

#include "lint/rule.h"
#include "lint/subjects/dynamic_reference.h"

namespace cxsam::lint {
namespace {

// Source: AWS CloudFormation template reference: properties that name a secret, which the service reads itself.
constexpr std::array<std::string_view, 5> kNamesOfSecrets{"SecretARN", "SecretArn", "SecretsManagerOracleAsmSecretId",
                                                          "SecretsManagerSecretId",
                                                          "SecretsManagerSecurityDbEncryptionSecretId"};

bool is_transparent(std::string_view key) { return key.empty() || key == "Fn::If" || key == "Fn::Sub"; }

std::string_view property_of(const Visit& visit) {
  const Visit* at = &visit;
  while (at->parent && is_transparent(at->name)) at = at->parent;
  return at->name;
}

bool looks_up_secret(std::string_view text) {
  return std::ranges::any_of(dynamic_references(text), [](const DynamicReference& reference) {
    return reference.parts.size() > 1 && reference.parts[1] == "secretsmanager";
  });
}

void check(const CheckContext& context, Findings& findings) {
  walk_section(context, "Resources", [&](const Visit& visit) {
    if (!visit.node.is_string() || !is_in_properties(visit) || !looks_up_secret(visit.node.text)) return true;
    const std::string_view property = property_of(visit);
    if (std::ranges::find(kNamesOfSecrets, property) == kNamesOfSecrets.end()) return true;
    findings.add(visit.place, "`" + std::string(property) + "` wants the ARN of the secret, and this gives what is in it")
        .hints.emplace_back("write the ARN, or `!Ref` the secret of this template");
    return true;
  });
}

}  // namespace

extern const Rule rule_W1051_secret_arn{
    .id = "W1051",
    .summary = "where the ARN of a secret is wanted, the secret is not looked up",
    .why = "The service gets the secret in place of its name: it fails, and the secret shows up in logs.",
    .severity = Severity::Warning,
    .check = check,
};

}  // namespace cxsam::lint
