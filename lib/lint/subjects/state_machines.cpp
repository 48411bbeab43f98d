#include "lint/subjects/state_machines.h"

#include <filesystem>

#include "document/reader.h"

namespace cxsam::lint {
namespace {

std::optional<Node> read(Sources& sources, FileId file) {
  Diagnostics diagnostics;
  std::optional<Node> node = read_document(sources, file, diagnostics);
  if (diagnostics.has_errors() || !node || !node->is_map()) return std::nullopt;
  return node;
}

// A text; of Fn::Sub its string, of Fn::Join what is put together. What CloudFormation fills in stands as `${...}`, which
// the check takes for unknown.
std::optional<std::string> text_of(const Node& value) {
  if (const auto text = value.as_string()) return std::string(*text);
  const std::optional<Intrinsic> call = as_intrinsic(value);
  if (!call) return std::nullopt;
  const Node& argument = *call->argument;
  if (call->name == "Fn::Sub")
    return argument.is_list() && !argument.items.empty() ? text_of(argument.items[0]) : text_of(argument);
  if (call->name != "Fn::Join" || argument.items.size() != 2 || !argument.items[0].is_string() || !argument.items[1].is_list())
    return std::nullopt;
  std::string all;
  for (const Node& piece : argument.items[1].items) {
    if (&piece != &argument.items[1].items.front()) all += argument.items[0].text;
    all += piece.is_string() ? piece.text : "${unknown}";
  }
  return all;
}

void take_text(const Member& property, StateMachine& machine) {
  const std::optional<std::string> text = text_of(property.value);
  if (!text) return;
  Sources own;
  machine.definition = read(own, own.add("definition", *text));
  machine.has_lines = false;
  machine.place = property.key_span;
}

void take_file(const CheckContext& context, const Member& property, StateMachine& machine) {
  const auto path = property.value.as_string();
  if (!path || !context.options.folder || path->find("://") != std::string_view::npos ||
      path->find("${") != std::string_view::npos)
    return;
  const Result<FileId> file = context.sources.load(*context.options.folder / *path);
  if (file) machine.definition = read(context.sources, *file);
}

asl::Workflow workflow_of(const CheckContext& context, const tmpl::Resource& resource) {
  const Node* type = resource.property(resource.type == "AWS::Serverless::StateMachine" ? "Type" : "StateMachineType");
  const auto text = type ? context.resolver.text(*type) : std::nullopt;
  return text == "EXPRESS" ? asl::Workflow::Express : asl::Workflow::Standard;
}

}  // namespace

std::vector<StateMachine> find_state_machines(const CheckContext& context) {
  std::vector<StateMachine> all;
  for (const tmpl::Resource& resource : context.source.resources()) {
    if (resource.type != "AWS::Serverless::StateMachine" && resource.type != "AWS::StepFunctions::StateMachine") continue;
    if (!resource.properties) continue;
    StateMachine machine{.resource = &resource, .workflow = workflow_of(context, resource)};
    if (const Member* definition = resource.properties->find_member("Definition");
        definition && !as_intrinsic(definition->value))
      machine.inline_definition = &definition->value;
    else if (const Member* text = resource.properties->find_member("DefinitionString"))
      take_text(*text, machine);
    else if (const Member* uri = resource.properties->find_member("DefinitionUri"))
      take_file(context, *uri, machine);
    if (machine.inline_definition || machine.definition) all.push_back(std::move(machine));
  }
  return all;
}

}  // namespace cxsam::lint
