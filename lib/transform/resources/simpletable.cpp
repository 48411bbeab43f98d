// AWS::Serverless::SimpleTable: a DynamoDB table with one key.
// Source: AWS SAM developer guide, "AWS::Serverless::SimpleTable".
#include <array>

#include "transform/resource_type.h"
#include "transform/shape.h"
#include "transform/tags.h"

namespace cxsam::transform {
namespace {

constexpr std::array kProperties{
    Property{"PointInTimeRecoverySpecification"}, Property{"PrimaryKey", kMap},        Property{"ProvisionedThroughput", kMap},
    Property{"SSESpecification", kMap},           Property{"TableName", kText | kMap}, Property{"Tags", kMap},
};

/// "S" for `String`; a reference stays what it is.
std::optional<Node> attribute_type(Scope& scope, const Node& type) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kLetters{
      {{"String", "S"}, {"Number", "N"}, {"Binary", "B"}}};
  for (const auto& [word, letter] : kLetters) {
    if (scope.work.text(&type) == word) return make_string(std::string(letter), type);
  }
  scope.error(&type, "the type of a primary key must be `String`, `Number` or `Binary`");
  return std::nullopt;
}

/// A property that is there and not empty.
const Node* filled(const Scope& scope, std::string_view name) {
  const Node* value = scope.property(name);
  return is_given(value) ? value : nullptr;
}

/// Of what is no function: whole numbers, or functions that give them.
void check_throughput(Scope& scope) {
  const Node* throughput = filled(scope, "ProvisionedThroughput");
  if (!throughput || throughput->members.size() < 2) return;
  for (const Member& units : throughput->members) {
    const Node& value = units.value;
    if (value.is_map() || value.kind == Node::Kind::Int || value.kind == Node::Kind::Bool) continue;
    scope.error(value.is_null() ? units.key_span : value.span, value.expansion,
                "`" + units.key + "` of `ProvisionedThroughput` must be a whole number");
  }
}

void transform_table(Scope& scope) {
  check_throughput(scope);
  const Maker& make = scope.make;
  const Node* key = filled(scope, "PrimaryKey");
  Node name = make.text("id");
  std::optional<Node> type = make.text("S");
  if (key) {
    const Node* key_name = value_at(key, "Name");
    const Node* key_type = value_at(key, "Type");
    if (!key_name || !key_type) return scope.error(key, "`PrimaryKey` needs `Name` and `Type`");
    for (const Node* text : {key_name, key_type}) {
      if (!text->is_string()) {
        return scope.error(text, "`Name` and `Type` of `PrimaryKey` must be texts", "a key must be known before deployment");
      }
    }
    name = *key_name;
    type = attribute_type(scope, *key_type);
  }
  Node properties =
      make.map("AttributeDefinitions", make.list(make.map("AttributeName", name, "AttributeType", std::move(type))),
               "KeySchema", make.list(make.map("AttributeName", name, "KeyType", "HASH")));
  if (!filled(scope, "ProvisionedThroughput")) make.add(properties, "BillingMode", "PAY_PER_REQUEST");
  for (const std::string_view same :
       {"ProvisionedThroughput", "TableName", "SSESpecification", "PointInTimeRecoverySpecification"}) {
    make.add(properties, same, filled(scope, same));
  }
  make.add(properties, "Tags", tag_list(scope, scope.property("Tags")));
  scope.add(scope.id, "AWS::DynamoDB::Table", std::move(properties), {.main = true});
}

}  // namespace

extern const ResourceType resource_simpletable{"AWS::Serverless::SimpleTable", Phase::Others, kProperties, transform_table};

}  // namespace cxsam::transform
