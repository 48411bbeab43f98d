#include "transform/source_access.h"

#include <algorithm>
#include <utility>

#include "transform/shape.h"

namespace cxsam::transform {

std::optional<Node> basic_auth_secret(EventScope& event, std::span<const std::string_view> others) {
  const Node* configurations = event.property("SourceAccessConfigurations");
  if (!configurations || !configurations->is_list() || configurations->items.empty()) {
    event.error(configurations, "`SourceAccessConfigurations` is missing",
                "give the secret: `- {Type: BASIC_AUTH, URI: arn:...}`");
    return std::nullopt;
  }
  const Node* basic = nullptr;
  for (const Node& entry : configurations->items) {
    const Node* type = value_at(&entry, "Type");
    const std::string_view kind = type ? type->as_string().value_or("") : "";
    if (kind != "BASIC_AUTH" && std::ranges::find(others, kind) == others.end()) {
      event.error(type ? type : &entry, "`" + std::string(kind) + "` is no `Type` of `SourceAccessConfigurations` here",
                  "the secret has `Type: BASIC_AUTH`");
      return std::nullopt;
    }
    if (kind == "BASIC_AUTH" && std::exchange(basic, &entry)) {
      event.error(&entry, "there can be only one `BASIC_AUTH` in `SourceAccessConfigurations`");
      return std::nullopt;
    }
  }
  const Node* secret = value_at(basic, "URI");
  if (!is_given(secret)) {
    event.error(basic ? basic : configurations, "`SourceAccessConfigurations` needs a `BASIC_AUTH` with the `URI` of a secret");
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

std::optional<Node> kms_key(EventScope& event) {
  const Node* id = event.property("SecretsManagerKmsKeyId");
  if (!id || id->as_string() == "") return std::nullopt;
  if (id->is_string()) {
    return event.make.sub("arn:${AWS::Partition}:kms:${AWS::Region}:${AWS::AccountId}:key/" + id->text);
  }
  event.error(id, "`SecretsManagerKmsKeyId` must be a text", "it goes into an ARN, so it cannot be an intrinsic function");
  return std::nullopt;
}

}  // namespace cxsam::transform
