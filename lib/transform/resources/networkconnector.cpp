// AWS::Serverless::NetworkConnector: the way out of MicroVMs and web functions into a VPC.
// Source: AWS SAM's specification of the type (release 1.115), and CloudFormation's AWS::Lambda::NetworkConnector.
#include <algorithm>
#include <array>

#include "transform/form.h"
#include "transform/lambda_role.h"
#include "transform/resource_type.h"

namespace cxsam::transform {
namespace {

constexpr std::array kProperties{
    Property{"ComputeTypes", kList},  Property{"Name", kText}, Property{"OperatorRole", kText | kMap},
    Property{"PropagateTags", kBool}, Property{"Tags", kMap},  Property{"VpcConfig", kMap, true},
};

constexpr Form kAnything{Form::Kind::Any};
constexpr Form kIds{Form::Kind::ListOf, {}, &kAnything};
constexpr auto kProtocols = std::to_array<std::string_view>({"IPv4", "DualStack"});
constexpr Form kProtocol{Form::Kind::Word, {}, nullptr, kProtocols, true};
constexpr std::array kVpcFields{FormField{"SubnetIds", &kIds, true}, FormField{"SecurityGroupIds", &kIds, true},
                                FormField{"NetworkProtocol", &kProtocol, true}};
constexpr Form kVpcConfig{Form::Kind::Record, kVpcFields};
constexpr auto kTypes = std::to_array<std::string_view>({"MicroVm", "WebFunction"});
constexpr Form kType{Form::Kind::Word, {}, nullptr, kTypes, true};
constexpr Form kComputeTypes{Form::Kind::ListOf, {}, &kType};

bool check(Scope& scope) {
  const Node* types = scope.property("ComputeTypes");
  if (types && types->is_map()) scope.error(types, "`ComputeTypes` must be a list, not an intrinsic function");
  if (types && types->is_list() && types->items.size() != 1) scope.error(types, "`ComputeTypes` must name one type");
  return !scope.failed() && check_propagate_tags(scope) &&
         check_form(scope, *scope.property("VpcConfig"), kVpcConfig, "VpcConfig") &&
         (!types || check_form(scope, *types, kComputeTypes, "ComputeTypes"));
}

void transform_network_connector(Scope& scope) {
  if (!check(scope)) return;
  const Maker& make = scope.make;
  const Node& vpc = *scope.property("VpcConfig");
  const Node* types = scope.property("ComputeTypes");
  const Node egress =
      make.map("SubnetIds", vpc.find("SubnetIds"), "SecurityGroupIds", vpc.find("SecurityGroupIds"), "NetworkProtocol",
               vpc.find("NetworkProtocol"), "AssociatedComputeResourceTypes", types ? *types : make.list("MicroVm"));
  const std::string policy = "arn:" + scope.work.partition() + ":iam::aws:policy/AWSLambdaNetworkConnectorOperatorPolicy";
  const Node role = role_or_made(scope, "OperatorRole", "OperatorRole", make.map("ManagedPolicyArns", make.list(policy)));
  scope.add(scope.id, "AWS::Lambda::NetworkConnector",
            make.map("Name", scope.copy("Name"), "Configuration", make.map("VpcEgressConfiguration", egress), "OperatorRole",
                     role, "Tags", tags_and_creator(scope)),
            {.main = true});
}

}  // namespace

extern const ResourceType resource_networkconnector{"AWS::Serverless::NetworkConnector", Phase::Others, kProperties,
                                                    transform_network_connector};

}  // namespace cxsam::transform
