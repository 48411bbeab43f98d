#include <algorithm>
#include <cstdint>
#include <optional>

#include <fmt/format.h>

#include "lint/context.h"
#include "lint/rule.h"
#include "template/evaluation.h"

namespace cxsam::lint {
namespace {

constexpr std::int64_t kDefaultVisibility = 30;  // source: SQS, CreateQueue, VisibilityTimeout
constexpr std::int64_t kDefaultTimeout = 3;      // source: Lambda, CreateFunction, Timeout

// Nothing where only the deployment knows.
std::optional<std::int64_t> seconds(const Member* value, std::int64_t by_default, const tmpl::Resolver& resolver) {
  if (!value) return by_default;
  const tmpl::Resolved resolved = resolver.resolve(value->value);
  return resolved.known == tmpl::Known::Yes ? resolved.value.as_int() : std::nullopt;
}

const tmpl::Resource* named(const tmpl::Template& transformed, const Node* value, std::string_view type) {
  const auto call = value ? as_intrinsic(*value) : std::nullopt;
  if (!call || (call->name != "Ref" && call->name != "Fn::GetAtt")) return nullptr;
  const std::optional<tmpl::AttributeTarget> target = tmpl::attribute_target(*call->argument);
  const tmpl::Resource* resource = transformed.find_resource(target ? target->logical_id : call->argument->text);
  return resource && resource->type == type ? resource : nullptr;
}

const tmpl::Resource* function_of(const tmpl::Template& transformed, const tmpl::Resource& mapping) {
  const Node* name = mapping.property("FunctionName");
  if (const tmpl::Resource* alias = named(transformed, name, "AWS::Lambda::Alias")) name = alias->property("FunctionName");
  return named(transformed, name, "AWS::Lambda::Function");
}

// E3505 compares what stands in the template as it will be.
bool is_plain(const tmpl::Template& source, const tmpl::Resource& mapping, const tmpl::Resource& function) {
  const tmpl::Resource* written = source.find_resource(function.logical_id);
  return source.find_resource(mapping.logical_id) && written && written->type == "AWS::Lambda::Function";
}

const Member* property_of(const tmpl::Resource& resource, std::string_view name) {
  return resource.properties ? resource.properties->find_member(name) : nullptr;
}

// Of a queue that SAM makes the event that it is made for. Source: AWS SAM developer guide, "SNS", `SqsSubscription`.
Span event_of(const tmpl::Template& source, const tmpl::Resource& function, const tmpl::Resource& queue) {
  const tmpl::Resource* written = source.find_resource(function.logical_id);
  const Node* events = written ? written->property("Events") : nullptr;
  if (!events) return queue.id_span;
  const auto makes_it = [&](const Member& event) {
    return fmt::format("{}{}Queue", function.logical_id, event.key) == queue.logical_id;
  };
  const auto event = std::ranges::find_if(events->members, makes_it);
  return event == events->members.end() ? queue.id_span : event->key_span;
}

void check_mapping(const CheckContext& context, const tmpl::Resource& mapping, Findings& findings) {
  const tmpl::Template& transformed = context.stack.expanded;
  const tmpl::Resource* queue = named(transformed, mapping.property("EventSourceArn"), "AWS::SQS::Queue");
  const tmpl::Resource* function = function_of(transformed, mapping);
  if (!queue || !function || is_plain(context.source, mapping, *function)) return;
  const Member* timeout = property_of(*function, "Timeout");
  const Member* visibility = property_of(*queue, "VisibilityTimeout");
  const auto runs = seconds(timeout, kDefaultTimeout, context.resolver);
  const auto hidden = seconds(visibility, kDefaultVisibility, context.resolver);
  if (!runs || !hidden || *hidden >= *runs) return;
  const bool is_written = context.source.find_resource(queue->logical_id);
  const Span of_queue = is_written ? queue->id_span : event_of(context.source, *function, *queue);
  Diagnostic& finding =
      findings.add(is_written && visibility ? visibility->key_span : of_queue,
                   fmt::format("queue `{}` hides a message for {} s, and function `{}` may work on it for {} s",
                               queue->logical_id, *hidden, function->logical_id, *runs));
  if (timeout) finding.related.push_back({timeout->value.span, "the function's time"});
  if (is_written)
    finding.hints.push_back(
        fmt::format("set `VisibilityTimeout` to {} or more; AWS advises six times the function's time", *runs));
  else
    finding.hints.emplace_back("write the queue yourself, with a longer `VisibilityTimeout`, and name it in the event");
}

// SAM makes mappings and queues: the transformed template has all of them.
void check(const CheckContext& context, Findings& findings) {
  for (const tmpl::Resource& resource : context.stack.expanded.resources())
    if (resource.type == "AWS::Lambda::EventSourceMapping") check_mapping(context, resource, findings);
}

}  // namespace

extern const Rule rule_CX3006_queue_visibility{
    .id = "CX3006",
    .summary = "a queue hides its messages for as long as the serverless function that reads it may run",
    .why =
        "Lambda refuses the event source when the visibility timeout of the queue is shorter than the function's timeout: "
        "messages would be handled twice.",
    .check = check,
    .speaks_for_schema = true,
};

}  // namespace cxsam::lint
