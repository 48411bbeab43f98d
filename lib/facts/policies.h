// Policies that a SAM function names: AWS's managed policies and SAM's policy templates, as data in schemas/policies.
// Source: AWS SAM developer guide, "AWS SAM policy templates"; IAM user guide, "AWS managed policies".
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cxsam::facts {

struct PolicyTemplate {
  std::string_view name;
  std::vector<std::string_view> parameters;  // all required
  std::string_view statements;               // a JSON list; {"Ref": parameter} stands for what is given
};

std::optional<PolicyTemplate> find_policy_template(std::string_view name);

/// All policy template names, for did-you-mean.
std::vector<std::string> policy_template_names();

/// The ARN of a managed policy in a partition ("aws", "aws-cn", ...): "AWSLambdaRole" ->
/// "arn:aws:iam::aws:policy/service-role/AWSLambdaRole". Nothing where the partition has no such policy.
std::optional<std::string> managed_policy_arn(std::string_view name, std::string_view partition);

}  // namespace cxsam::facts
