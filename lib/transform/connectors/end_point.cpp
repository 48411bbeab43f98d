#include "transform/connectors/end_point.h"

#include <algorithm>
#include <array>

#include "base/did_you_mean.h"
#include "base/text.h"
#include "facts/connectors.h"
#include "json/json.h"
#include "transform/json_node.h"
#include "transform/shape.h"

namespace cxsam::transform {
namespace {

/// What AWS takes for a type of CloudFormation where a resource is described; the other SAM types it does not.
constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kCloudFormationTypes{{
    {"AWS::Serverless::Api", "AWS::ApiGateway::RestApi"},
    {"AWS::Serverless::Function", "AWS::Lambda::Function"},
    {"AWS::Serverless::HttpApi", "AWS::ApiGatewayV2::Api"},
    {"AWS::Serverless::SimpleTable", "AWS::DynamoDB::Table"},
    {"AWS::Serverless::StateMachine", "AWS::StepFunctions::StateMachine"},
}};

/// Names of values in the table of AWS, where they differ from the names of a reference's properties.
constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kOutputs{
    {{"Arn", "Arn"}, {"Name", "Name"}, {"Qualifier", "Qualifier"}, {"Id", "ResourceId"}, {"Url", "QueueUrl"}}};

constexpr auto kGiven = std::to_array<std::string_view>({"Arn", "Name", "Qualifier", "QueueUrl", "ResourceId", "RoleName"});

void add_known_values(EndPoint& end, const Maker& make) {
  const auto facts = facts::connector_properties(end.type);
  if (!facts) return;
  const auto with_id = [&](const Json& value) -> std::optional<Node> {
    return value == "%{logicalId}" ? std::optional(make.text(end.id)) : std::nullopt;
  };
  const Json table = parse_fact(*facts);
  for (const auto& [name, output] : table.at("Outputs").items()) {
    const auto row = std::ranges::find(kOutputs, name, [](const auto& pair) { return pair.first; });
    if (row != kOutputs.end()) end.values.try_emplace(std::string(row->second), node_from_json(output, make, with_id));
  }
}

std::string similar_id(Workspace& work, std::string_view id) {
  std::vector<std::string> ids;
  for (const Member& resource : work.resources()) ids.push_back(resource.key);
  return did_you_mean_or(id, ids, "give the logical id of a resource in this template");
}

std::optional<EndPoint> read_by_id(Scope& scope, const Node& reference, EndPoint end) {
  const Node* id = reference.find("Id");
  if (!id->is_string() || id->text.empty()) {
    scope.error(id, "`Id` of `" + std::string(end.side) + "` must be the logical id of a resource");
    return std::nullopt;
  }
  const auto other = std::ranges::find_if(reference.members,
                                          [](const Member& member) { return member.key != "Id" && member.key != "Qualifier"; });
  if (other != reference.members.end()) {
    scope.error(other->key_span, reference.expansion, "`" + other->key + "` cannot stand beside `Id`",
                "name the resource by `Id` (and `Qualifier`), or describe it with `Type`, `Arn` and so on");
    return std::nullopt;
  }
  const Node* made = scope.work.made(id->text);
  if (!made) {
    const bool there = scope.work.position(id->text).has_value() && scope.work.type_of(id->text) != scope.type;
    scope.error(id, there ? "`" + id->text + "` could not be transformed itself" : "there is no resource `" + id->text + "`",
                there ? "correct `" + id->text + "` first" : similar_id(scope.work, id->text));
    return std::nullopt;
  }
  end.id = id->text;
  end.type = made->find("Type") ? made->find("Type")->as_string().value_or("") : "";
  const std::string_view written = scope.work.type_of(end.id);
  end.source_type = written.empty() ? end.type : written;
  if (end.type.empty()) {
    scope.error(id, "the resource `" + end.id + "` has no `Type`");
    return std::nullopt;
  }
  if (const Node* qualifier = value_at(&reference, "Qualifier")) end.values.emplace("Qualifier", *qualifier);
  add_known_values(end, Maker(id->span, scope.make.origin().expansion));
  return end;
}

std::optional<EndPoint> read_description(Scope& scope, const Node& reference, EndPoint end) {
  const Node* type = value_at(&reference, "Type");
  if (!type || !type->is_string()) {
    scope.error(type ? type : &reference, "`" + std::string(end.side) + "` names no resource",
                "give the logical id as `Id`, or `Type` with the resource's properties");
    return std::nullopt;
  }
  const auto sam = std::ranges::find(kCloudFormationTypes, type->text, [](const auto& pair) { return pair.first; });
  end.type = sam == kCloudFormationTypes.end() ? type->text : std::string(sam->second);
  end.source_type = end.type;
  for (const std::string_view name : kGiven) {
    if (const Node* value = value_at(&reference, name)) end.values.emplace(name, *value);
  }
  return end;
}

/// What the resource says about its role. A rule has one role a target.
const Node* role_of(const Node& properties, const Json& input, const EndPoint& other) {
  if (input.is_string()) return properties.find(input.get_ref<const std::string&>());
  const Node* targets = properties.find("Targets");
  const auto arn = other.values.find("Arn");
  if (!targets || arn == other.values.end()) return nullptr;
  const auto is_other = [&](const Node& target) {
    const Node* its_arn = target.find("Arn");
    if (!other.id.empty() && referenced_id(its_arn) == other.id) return true;
    return its_arn && same_value(*its_arn, arn->second);
  };
  const auto found = std::ranges::find_if(targets->items, is_other);
  return found == targets->items.end() ? nullptr : found->find("RoleArn");
}

}  // namespace

std::string_view referenced_id(const Node* value) {
  const auto intrinsic = value ? as_intrinsic(*value) : std::nullopt;
  if (!intrinsic) return {};
  const Node& argument = *intrinsic->argument;
  if (intrinsic->name == "Ref") return argument.as_string().value_or("");
  if (intrinsic->name != "Fn::GetAtt") return {};
  if (argument.is_list() && argument.items.size() == 2) return argument.items[0].as_string().value_or("");
  return argument.is_string() ? std::string_view(argument.text).substr(0, argument.text.find('.')) : "";
}

std::optional<EndPoint> read_end_point(Scope& scope, const Node& reference, std::string_view side) {
  EndPoint end{.side = side, .where = &reference, .id = {}, .type = {}, .source_type = {}, .values = {}};
  return reference.find("Id") ? read_by_id(scope, reference, std::move(end))
                              : read_description(scope, reference, std::move(end));
}

std::optional<Node> role_name(Scope& scope, const EndPoint& end, const EndPoint& other) {
  if (const auto given = end.values.find("RoleName"); given != end.values.end() && given->second.as_string() != "") {
    return given->second;
  }
  const auto facts = facts::connector_properties(end.type);
  const Node* made = scope.work.made(end.id);
  const Node* properties = made ? made->find("Properties") : nullptr;
  const Json table = facts ? parse_fact(*facts) : Json::object();
  const Node* role = properties && table.contains("Inputs") ? role_of(*properties, table["Inputs"].at("Role"), other) : nullptr;
  const std::string_view id = referenced_id(role);
  if (!id.empty()) return Maker(end.where->span, scope.make.origin().expansion).ref(id);
  const std::string name = end.id.empty() ? "the " + to_lower(end.side) : "`" + end.id + "`";
  scope.error(end.where, "the role of " + name + " is not known by name",
              end.id.empty() ? "give `RoleName`"
                             : "let its role be a `Ref` or `Fn::GetAtt` of a role in this template, or describe it "
                               "with `Type` and `RoleName`");
  return std::nullopt;
}

}  // namespace cxsam::transform
