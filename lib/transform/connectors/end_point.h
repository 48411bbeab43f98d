// One of the two resources that a connector connects.
// Source: AWS SAM developer guide, "ResourceReference" of AWS::Serverless::Connector.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "transform/scope.h"

namespace cxsam::transform {

struct EndPoint {
  std::string_view side;    // "Source", "Destination"
  const Node* where;        // what the user wrote
  std::string id;           // logical id; "" when the resource is described by its properties
  std::string type;         // of CloudFormation
  std::string source_type;  // as the template says: a SAM type, or the same
  /// What is known of it: Arn, Name, QueueUrl, ResourceId, Qualifier, RoleName.
  std::map<std::string, Node, std::less<>> values;
};

/// Reads {Id, Qualifier} or {Type, Arn, RoleName, ...}; nothing after an error.
std::optional<EndPoint> read_end_point(Scope& scope, const Node& reference, std::string_view side);

/// The name of the role that `end` runs as, for what it does to `other`; an error when it has none that can be named.
std::optional<Node> role_name(Scope& scope, const EndPoint& end, const EndPoint& other);

/// The logical id in {"Ref": id} and {"Fn::GetAtt": [id, attribute]}, "" for all else.
std::string_view referenced_id(const Node* value);

}  // namespace cxsam::transform
