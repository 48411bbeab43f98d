// What a connector grants between two types of resources, and how it names them: data in schemas/connectors.
// Source: AWS SAM developer guide, "AWS SAM connector reference".
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cxsam::facts {

struct ConnectorGrant {
  std::string_view category;  // "Read", "Write"
  std::string_view grant;     // JSON: a policy document, or properties of a Lambda permission; %{Source.Arn} and the like
};

struct ConnectorProfile {
  std::string_view mechanism;          // "AWS_IAM_ROLE_MANAGED_POLICY", "AWS_LAMBDA_PERMISSION", ...
  bool source_policy = false;          // the managed policy goes to the source's role, else to the destination's
  std::string depended_by;             // "SOURCE", "DESTINATION_EVENT_SOURCE_MAPPING" or ""
  std::vector<ConnectorGrant> grants;  // one a category
  /// The categories that can be asked for together; empty where any can.
  std::vector<std::vector<std::string>> combinations;
};

/// Of CloudFormation types; nothing where AWS connects no such two.
std::optional<ConnectorProfile> find_connector_profile(std::string_view source, std::string_view destination);

/// Types that a source can be connected to, for hints.
std::vector<std::string> connector_destinations(std::string_view source);

/// JSON: Inputs (the property with the role) and Outputs (Arn, Id, Qualifier, Url, Name in terms of %{logicalId}).
std::optional<std::string_view> connector_properties(std::string_view type);

}  // namespace cxsam::facts
