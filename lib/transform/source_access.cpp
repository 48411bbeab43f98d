#include "transform/source_access.h"

namespace cxsam::transform {

std::optional<Node> basic_auth_secret(EventScope& event) {
  const Node* configurations = event.property("SourceAccessConfigurations");
  if (!configurations || !configurations->is_list()) {
    event.error(configurations, "`SourceAccessConfigurations` is missing",
                "give the secret: `- {Type: BASIC_AUTH, URI: arn:...}`");
    return std::nullopt;
  }
  const Node* secret = nullptr;
  for (const Node& entry : configurations->items) {
    const Node* type = entry.find("Type");
    if (!type || type->as_string() != "BASIC_AUTH") continue;
    if (secret) {
      event.error(&entry, "there can be only one `BASIC_AUTH` in `SourceAccessConfigurations`");
      return std::nullopt;
    }
    secret = entry.find("URI");
    if (!secret) {
      event.error(&entry, "`BASIC_AUTH` needs `URI`, the ARN of a secret");
      return std::nullopt;
    }
  }
  if (!secret) {
    event.error(configurations, "`SourceAccessConfigurations` has no `BASIC_AUTH`");
    return std::nullopt;
  }
  return *secret;
}

Node allow(const Maker& make, Node actions, Node resource) {
  return make.map("Action", std::move(actions), "Effect", "Allow", "Resource", std::move(resource));
}

Node network_interface_actions(const Maker& make) {
  return make.list("ec2:CreateNetworkInterface", "ec2:DescribeNetworkInterfaces", "ec2:DeleteNetworkInterface",
                   "ec2:DescribeVpcs", "ec2:DescribeSubnets", "ec2:DescribeSecurityGroups");
}

Node kms_key_arn(EventScope& event, const Node& key_id) {
  const std::string_view start = "arn:${AWS::Partition}:kms:${AWS::Region}:${AWS::AccountId}:key/";
  if (const auto text = key_id.as_string()) return event.make.sub(std::string(start) + std::string(*text));
  return event.make.sub(std::string(start) + "${SecretsManagerKmsKeyId}", "SecretsManagerKmsKeyId", key_id);
}

}  // namespace cxsam::transform
