#include "lint/subjects/state_machines.h"

#include <algorithm>
#include <filesystem>

#include "base/text.h"
#include "document/reader.h"
#include "lint/subjects/placeholders.h"
#include "template/sub_string.h"

namespace cxsam::lint {
namespace {

void move_to(FileId file, Span& span) { span.file = file; }

// A text as long as that of `file` was read in its place.
void move_to(FileId file, Node& node) {
  move_to(file, node.span);
  for (Node& item : node.items) move_to(file, item);
  for (Member& member : node.members) {
    move_to(file, member.key_span);
    move_to(file, member.value);
  }
}

/// The map that a text holds, or what keeps it from being one.
struct Reading {
  std::optional<Node> node;
  std::optional<Diagnostic> failure;
};

Reading read_as_it_is(std::string_view text) {
  Sources sources;
  Diagnostics diagnostics;
  const FileId file = sources.add("definition", std::string(text));
  Reading reading{.node = read_document(sources, file, diagnostics), .failure = std::nullopt};
  const auto error = std::ranges::find(diagnostics.items(), Severity::Error, &Diagnostic::severity);
  if (error != diagnostics.items().end()) reading.failure = std::move(*error);
  if (trim(text).empty() || (reading.node && !reading.node->is_map()))
    reading.failure = Diagnostic{.message = "this is no map with `StartAt` and `States`", .where = {file, 0, 0}};
  if (reading.failure) reading.node.reset();
  return reading;
}

// What a placeholder stands for may be any part of the text: then nobody knows whether the whole can be read.
Reading read(std::string_view text) {
  Reading reading = read_as_it_is(text);
  if (!reading.failure || text.find("${") == std::string_view::npos) return reading;
  const QuotedText quoted = quote_placeholders(text);
  reading = read_as_it_is(quoted.text);
  if (!quoted.is_certain) reading.failure.reset();
  return reading;
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

bool is_name(std::string_view text) {
  static constexpr std::string_view kSigns = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.:";
  return !text.empty() && text.find_first_not_of(kSigns) == std::string_view::npos;
}

/// Texts with the placeholders of a service, and those with variables of CloudFormation, where `${!Name}` is a placeholder.
constexpr auto kPlain = tmpl::SubPiece::Kind::Name;
constexpr auto kOfSub = tmpl::SubPiece::Kind::Literal;

// Step Functions has texts of its own with `${`: what is no name is none of ours. In a file each has its own place.
void add_placeholders(std::string_view text, tmpl::SubPiece::Kind kind, Span place, bool is_file, StateMachine& machine) {
  for (const tmpl::SubPiece& piece : tmpl::parse_sub(text)) {
    if (piece.kind != kind || !is_name(piece.text)) continue;
    const Span own{place.file, static_cast<std::uint32_t>(piece.begin), static_cast<std::uint32_t>(piece.end)};
    machine.placeholders.push_back({std::string(piece.text), is_file ? own : place});
  }
}

void add_placeholders(const Node& definition, tmpl::SubPiece::Kind kind, StateMachine& machine) {
  const std::optional<Intrinsic> call = as_intrinsic(definition);
  if (call && call->name == "Fn::Sub") kind = kOfSub;
  if (definition.is_string()) add_placeholders(definition.text, kind, definition.span, false, machine);
  for (const Node& item : definition.items) add_placeholders(item, kind, machine);
  for (const Member& member : definition.members) {
    add_placeholders(member.key, kind, member.key_span, false, machine);
    add_placeholders(member.value, kind, machine);
  }
}

// What a parameter or a mapping gives is seen by nobody here.
bool is_out_of_sight(const Node& definition) {
  const std::optional<Intrinsic> call = as_intrinsic(definition);
  return call && call->name != "Fn::Sub" && call->name != "Fn::Join" && call->name != "Fn::If";
}

void take_text(const Member& property, StateMachine& machine) {
  machine.has_all_placeholders = !is_out_of_sight(property.value);
  add_placeholders(property.value, kPlain, machine);
  const std::optional<std::string> text = text_of(property.value);
  if (!text) return;
  Reading reading = read(*text);
  machine.definition = std::move(reading.node);
  machine.has_lines = false;
  machine.place = property.key_span;
  if (!reading.failure) return;
  machine.unreadable = Diagnostic{.message = "the definition cannot be read: " + reading.failure->message,
                                  .where = property.key_span,
                                  .hints = std::move(reading.failure->hints)};
}

void take_file(const CheckContext& context, const Member& property, StateMachine& machine) {
  const auto path = property.value.as_string();
  if (!path || !context.options.folder || path->find("://") != std::string_view::npos ||
      path->find("${") != std::string_view::npos)
    return;
  const Result<FileId> file = context.sources.load(*context.options.folder / *path);
  if (!file) return;
  Reading reading = read(context.sources.text(*file));
  machine.definition = std::move(reading.node);
  if (machine.definition) move_to(*file, *machine.definition);
  add_placeholders(context.sources.text(*file), kPlain, {*file, 0, 0}, true, machine);
  if (!reading.failure) return;
  machine.unreadable = std::move(reading.failure);
  machine.unreadable->message = "the definition cannot be read: " + machine.unreadable->message;
  move_to(*file, machine.unreadable->where);
  for (RelatedPlace& place : machine.unreadable->related) move_to(*file, place.where);
  machine.unreadable->related.push_back({property.value.span, "the state machine's definition is this file"});
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
        definition && !as_intrinsic(definition->value)) {
      machine.inline_definition = &definition->value;
      add_placeholders(definition->value, kPlain, machine);
    } else if (const Member* text = resource.properties->find_member("DefinitionString")) {
      take_text(*text, machine);
    } else if (const Member* uri = resource.properties->find_member("DefinitionUri")) {
      take_file(context, *uri, machine);
    }
    if (machine.inline_definition || machine.definition || machine.unreadable) all.push_back(std::move(machine));
  }
  return all;
}

}  // namespace cxsam::lint
