#include "transform/graphql/data_sources.h"

#include "transform/connectors/connection.h"
#include "transform/shape.h"
#include "transform/typed_value.h"

namespace cxsam::transform::graphql {
namespace {

constexpr std::string_view kType = "AWS::AppSync::DataSource";

/// What the data source uses, and how AWS calls the connection to it.
struct Use {
  std::string_view type;       // "AWS::DynamoDB::Table"
  std::string_view connector;  // "ToTableConnector"
  Node arn;
  Categories categories;
};

/// The user's role, or one that may do what the data source needs.
Node role(Scope& scope, const Member& source, const std::string& id, const Use& use, const Maker& make) {
  if (const Node* own = value_at(&source.value, "ServiceRoleArn")) return *own;
  const std::string role_id = id + "Role";
  scope.add(role_id, "AWS::IAM::Role", service_role(make), {.main = true});
  if (const auto profile = facts::find_connector_profile(kType, use.type)) {
    const Ends ends{.source = {.side = "Source",
                               .where = &source.value,
                               .id = id,
                               .type = std::string(kType),
                               .source_type = std::string(kType),
                               .values = {{"RoleName", make.ref(role_id)}}},
                    .destination = {.side = "Destination",
                                    .where = &source.value,
                                    .id = {},
                                    .type = std::string(use.type),
                                    .source_type = std::string(use.type),
                                    .values = {{"Arn", use.arn}}}};
    add_connection(scope, {id + std::string(use.connector), "", ends, *profile, use.categories, {.inherits = false}}, make);
  }
  return make.get_att(role_id, "Arn");
}

Node common(Scope& scope, const Member& source, std::string_view kind, Node role_arn, const Maker& make) {
  const auto name = unless_empty(source.value.find("Name"));
  return make.map("ApiId", api_id(scope, make), "Description", value_at(&source.value, "Description"), "Name",
                  name ? *name : make.text(source.key), "Type", kind, "ServiceRoleArn", std::move(role_arn));
}

Node table_arn(const Node& source, const Node& region, const Maker& make) {
  if (const Node* given = given_at(&source, "TableArn")) return *given;
  return make.sub("arn:${AWS::Partition}:dynamodb:${__Region__}:${AWS::AccountId}:table/${__TableName__}", "__TableName__",
                  *source.find("TableName"), "__Region__", region);
}

Categories permissions(const Node& source) {
  const Node* asked = value_at(&source, "Permissions");
  if (!asked || asked->items.empty()) return {"Read", "Write"};
  Categories categories;
  for (const Node& item : asked->items) categories.push_back(item.text);
  return categories;
}

void add_table(Scope& scope, const Member& source, const std::string& id) {
  const Maker make = scope.make_for(source.key_span, "data source `" + source.key + "`");
  const Node& given = source.value;
  const Node* own_region = value_at(&given, "Region");
  const Node region = own_region ? *own_region : make.ref("AWS::Region");
  const Use use{"AWS::DynamoDB::Table", "ToTableConnector", table_arn(given, region, make), permissions(given)};
  Node properties = common(scope, source, "AMAZON_DYNAMODB", role(scope, source, id, use, make), make);
  make.add(properties, "DynamoDBConfig",
           make.map("AwsRegion", region, "TableName", given.find("TableName"), "UseCallerCredentials",
                    unless_empty(given.find("UseCallerCredentials")), "Versioned", unless_empty(given.find("Versioned")),
                    "DeltaSyncConfig", unless_empty(given.find("DeltaSync"))));
  scope.add(id, kType, std::move(properties), {.main = true});
}

void add_function(Scope& scope, const Member& source, const std::string& id) {
  const Maker make = scope.make_for(source.key_span, "data source `" + source.key + "`");
  const Node& arn = *source.value.find("FunctionArn");
  const Use use{"AWS::Lambda::Function", "ToLambdaConnector", arn, {"Write"}};
  Node properties = common(scope, source, "AWS_LAMBDA", role(scope, source, id, use, make), make);
  make.add(properties, "LambdaConfig", make.map("LambdaFunctionArn", arn));
  scope.add(id, kType, std::move(properties), {.main = true});
}

}  // namespace

std::optional<Node> unless_empty(const Node* value) {
  return !value || is_falsy(*value) ? std::nullopt : std::optional(*value);
}

Node api_id(const Scope& scope, const Maker& make) { return make.get_att(scope.id, "ApiId"); }

Node service_role(const Maker& make, std::optional<Node> managed) {
  const Node statement = make.map("Action", make.list("sts:AssumeRole"), "Effect", "Allow", "Principal",
                                  make.map("Service", make.list("appsync.amazonaws.com")));
  Node properties = make.map("AssumeRolePolicyDocument", make.map("Version", "2012-10-17", "Statement", make.list(statement)));
  if (managed) make.add(properties, "ManagedPolicyArns", make.list(std::move(*managed)));
  return properties;
}

DataSources add_data_sources(Scope& scope) {
  DataSources ids;
  const Node* sources = scope.property("DataSources");
  if (const Node* tables = value_at(sources, "DynamoDb")) {
    for (const Member& source : tables->members) {
      add_table(scope, source, ids[source.key] = scope.id + source.key + "DynamoDBDataSource");
    }
  }
  if (const Node* functions = value_at(sources, "Lambda")) {
    for (const Member& source : functions->members) {
      add_function(scope, source, ids[source.key] = scope.id + source.key + "LambdaDataSource");
    }
  }
  return ids;
}

std::string none_data_source(Scope& scope, DataSources& known) {
  const auto [entry, first] = known.try_emplace("", scope.id + "NoneDataSource");
  if (first) {
    const Maker& make = scope.make;
    scope.add(entry->second, kType, make.map("ApiId", api_id(scope, make), "Name", entry->second, "Type", "NONE"),
              {.main = true});
  }
  return entry->second;
}

}  // namespace cxsam::transform::graphql
