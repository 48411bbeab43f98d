// AWS::Serverless::GraphQLApi: an AppSync API with its schema, keys, data sources, functions and resolvers.
// Source: AWS SAM developer guide, "AWS::Serverless::GraphQLApi".
#include <array>

#include "base/text.h"
#include "transform/graphql/auth.h"
#include "transform/graphql/data_sources.h"
#include "transform/graphql/forms.h"
#include "transform/graphql/resolvers.h"
#include "transform/resource_type.h"
#include "transform/shape.h"

namespace cxsam::transform {
namespace {

using graphql::unless_empty;

bool check(Scope& scope) {
  for (const FormField& field : graphql::kProperties) {
    const Node* value = scope.property(field.name);
    const std::string name(field.name);
    if (value && !check_form(scope, *value, *field.form, name)) return false;
    if (!value && field.required) {
      scope.error(nullptr, "required property `" + name + "` is missing", "add `" + name + "`");
      return false;
    }
  }
  const Node* logging = scope.property("Logging");
  if (!logging || logging->kind == Node::Kind::Bool) return true;
  if (logging->is_map()) return check_form(scope, *logging, graphql::kLogging, "Logging");
  scope.error(logging, "`Logging` must be true, false or a map");
  return false;
}

/// "yes", 1 and the like count too; nothing after an error.
std::optional<bool> flag(Scope& scope, const Node& value) {
  const std::string text = to_lower(value.as_text().value_or(""));
  for (const std::string_view yes : {"true", "yes", "on", "y", "t", "1"}) {
    if (text == yes) return true;
  }
  for (const std::string_view no : {"false", "no", "off", "n", "f", "0"}) {
    if (text == no) return false;
  }
  scope.error(&value, "`XrayEnabled` must be true or false");
  return std::nullopt;
}

Node tags(const Scope& scope) {
  Node list = scope.make.list();
  if (const Node* given = scope.property("Tags")) {
    for (const Member& tag : given->members) {
      if (tag.key == "graphqlapi:createdBy") continue;
      const Maker make = scope.make_for(tag.key_span, "tag");
      list.items.push_back(make.map("Key", tag.key, "Value", tag.value.is_null() ? make.text("") : tag.value));
    }
  }
  list.items.push_back(scope.make.map("Key", "graphqlapi:createdBy", "Value", "SAM"));
  return list;
}

/// AWS logs all fields unless it is told otherwise; the role to do so is made when none is given.
std::optional<Node> log_config(Scope& scope) {
  const Node* logging = scope.property("Logging");
  if (logging && logging->as_bool() == false) return std::nullopt;
  const Maker make = logging ? scope.make_for(logging->span, "Logging") : scope.make;
  const auto level = unless_empty(logging ? logging->find("FieldLogLevel") : nullptr);
  auto role = unless_empty(logging ? logging->find("CloudWatchLogsRoleArn") : nullptr);
  if (!role) {
    const std::string id = scope.id + "CloudWatchRole";
    scope.add(id, "AWS::IAM::Role",
              graphql::service_role(
                  make, make.sub("arn:${AWS::Partition}:iam::aws:policy/service-role/AWSAppSyncPushToCloudWatchLogs")),
              {.main = true});
    role = make.get_att(id, "Arn");
  }
  return make.map("FieldLogLevel", level ? *level : make.text("ALL"), "ExcludeVerboseContent",
                  unless_empty(logging ? logging->find("ExcludeVerboseContent") : nullptr), "CloudWatchLogsRoleArn",
                  std::move(role));
}

std::string add_schema(Scope& scope) {
  const std::string id = scope.id + "Schema";
  const auto text = unless_empty(scope.property("SchemaInline"));
  const auto location = unless_empty(scope.property("SchemaUri"));
  if (text && location) {
    scope.error(scope.property("SchemaUri"), "`SchemaInline` and `SchemaUri` cannot stand together", "remove one of them");
  } else if (!text && !location) {
    scope.error(nullptr, "there is no schema", "give `SchemaInline` or `SchemaUri`");
  } else if (const Node* given = scope.property(text ? "SchemaInline" : "SchemaUri"); !given->is_string()) {
    scope.error(given, "`" + std::string(text ? "SchemaInline" : "SchemaUri") + "` must be text");
  } else {
    const Maker make = scope.make_for(text ? text->span : location->span, "schema");
    scope.add(id, "AWS::AppSync::GraphQLSchema",
              make.map("ApiId", graphql::api_id(scope, make), "Definition", text, "DefinitionS3Location", location),
              {.main = true});
  }
  return id;
}

void add_keys(Scope& scope) {
  const Node* keys = scope.property("ApiKeys");
  if (!keys) return;
  for (const Member& key : keys->members) {
    const Maker make = scope.make_for(key.key_span, "API key `" + key.key + "`");
    scope.add(scope.id + key.key, "AWS::AppSync::ApiKey",
              make.map("ApiId", graphql::api_id(scope, make), "ApiKeyId", value_at(&key.value, "ApiKeyId"), "Description",
                       value_at(&key.value, "Description"), "Expires", value_at(&key.value, "ExpiresOn")),
              {.main = true});
  }
}

void add_cache(Scope& scope) {
  const Node* cache = scope.property("Cache");
  if (!cache) return;
  const Maker make = scope.make_for(cache->span, "Cache");
  Node properties = make.map("ApiId", graphql::api_id(scope, make));
  for (const Member& member : cache->members) make.add(properties, member.key, value_at(cache, member.key));
  scope.add(scope.id + "ApiCache", "AWS::AppSync::ApiCache", std::move(properties), {.main = true});
}

void add_domain(Scope& scope) {
  const Node* domain = scope.property("DomainName");
  if (!domain) return;
  const Maker make = scope.make_for(domain->span, "DomainName");
  const std::string id = scope.id + "DomainName";
  scope.add(id, "AWS::AppSync::DomainName", *domain, {.main = true});
  scope.add(id + "ApiAssociation", "AWS::AppSync::DomainNameApiAssociation",
            make.map("ApiId", graphql::api_id(scope, make), "DomainName", make.ref(id)), {.main = true});
}

void transform_graphql_api(Scope& scope) {
  if (!check(scope)) return;
  const Maker& make = scope.make;
  const auto name = unless_empty(scope.property("Name"));
  Node api = make.map("Name", name ? *name : make.text(scope.id), "Tags", tags(scope));
  if (const Node* traced = scope.property("XrayEnabled")) make.add(api, "XrayEnabled", flag(scope, *traced).value_or(false));
  make.add(api, "LogConfig", log_config(scope));
  for (const std::string_view same :
       {"Visibility", "OwnerContact", "IntrospectionConfig", "QueryDepthLimit", "ResolverCountLimit"}) {
    make.add(api, same, unless_empty(scope.property(same)));
  }
  graphql::add_auth(scope, api);
  const std::string schema = add_schema(scope);
  add_keys(scope);
  add_cache(scope);
  add_domain(scope);
  graphql::DataSources sources = graphql::add_data_sources(scope);
  const graphql::Functions functions = graphql::add_functions(scope, sources);
  graphql::add_resolvers(scope, functions, schema);
  scope.add(scope.id, "AWS::AppSync::GraphQLApi", std::move(api), {.main = true});
}

}  // namespace

extern const ResourceType resource_graphqlapi{"AWS::Serverless::GraphQLApi", Phase::Others, {}, transform_graphql_api, true};

}  // namespace cxsam::transform
