#include "transform/connectors/connection.h"

#include <algorithm>

namespace cxsam::transform {
namespace {

/// What a policy or a permission is put on must not be empty either.
std::optional<Node> target(Scope& scope, const EndPoint& end, std::string_view name) {
  auto value = needed(scope, end, name);
  if (!value || value->as_string() != "") return value;
  scope.error(end.where, "`" + std::string(name) + "` of `" + std::string(end.side) + "` is empty");
  return std::nullopt;
}

class Granting {
 public:
  Granting(Scope& scope, const Connection& connection, const Maker& make)
      : scope_(scope), connection_(connection), ends_(connection.ends), make_(make) {}

  std::vector<std::string> run() {
    for (const facts::ConnectorGrant& grant : connection_.profile.grants) {
      if (std::ranges::find(connection_.categories, grant.category) != connection_.categories.end()) take(grant);
    }
    if (scope_.failed() || statements_.items.empty()) return std::move(made_);
    const std::string_view mechanism = connection_.profile.mechanism;
    if (mechanism == "AWS_SNS_TOPIC_POLICY") {
      add_policy("TopicPolicy", "AWS::SNS::TopicPolicy", "Topics", target(scope_, ends_.destination, "Arn"));
    } else if (mechanism == "AWS_SQS_QUEUE_POLICY") {
      add_policy("QueuePolicy", "AWS::SQS::QueuePolicy", "Queues", target(scope_, ends_.destination, "QueueUrl"));
    } else {
      add_policy("Policy", "AWS::IAM::ManagedPolicy", "Roles",
                 connection_.profile.source_policy ? role_name(scope_, ends_.source, ends_.destination)
                                                   : role_name(scope_, ends_.destination, ends_.source));
    }
    return std::move(made_);
  }

 private:
  void take(const facts::ConnectorGrant& grant) {
    Node filled = fill_grant(scope_, grant.grant, ends_, make_);
    if (connection_.profile.mechanism == "AWS_LAMBDA_PERMISSION") {
      const auto function = target(scope_, ends_.destination, "Arn");
      if (scope_.failed()) return;
      filled.set("FunctionName", *function);
      add(std::string(grant.category) + "LambdaPermission", "AWS::Lambda::Permission", std::move(filled));
    } else if (const Node* statements = filled.find("Statement")) {
      statements_.items.insert(statements_.items.end(), statements->items.begin(), statements->items.end());
    }
  }

  void add_policy(const std::string& kind, std::string_view type, std::string_view property, std::optional<Node> subject) {
    if (!subject) return;
    const Node document = make_.map("Version", "2012-10-17", "Statement", std::move(statements_));
    add(kind, type, make_.map("PolicyDocument", document, property, make_.list(std::move(*subject))));
  }

  void add(const std::string& kind, std::string_view type, Node properties) {
    const Node types = make_.map("Source", make_.map("Type", ends_.source.source_type), "Destination",
                                 make_.map("Type", ends_.destination.source_type));
    Attributes attributes = connection_.attributes;
    attributes.more_metadata = make_.map("aws:sam:connectors", make_.map(connection_.id, types));
    made_.push_back(connection_.id + kind + connection_.suffix);
    scope_.add(made_.back(), type, std::move(properties), std::move(attributes));
  }

  Scope& scope_;
  const Connection& connection_;
  const Ends& ends_;
  const Maker& make_;
  Node statements_ = make_.list();
  std::vector<std::string> made_;
};

}  // namespace

std::vector<std::string> add_connection(Scope& scope, const Connection& connection, const Maker& make) {
  return Granting(scope, connection, make).run();
}

}  // namespace cxsam::transform
