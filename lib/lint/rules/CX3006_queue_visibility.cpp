#include <algorithm>

#include <fmt/format.h>

#include "lint/rule.h"
#include "lint/subjects/sam_events.h"

namespace cxsam::lint {
namespace {

constexpr std::int64_t kDefaultVisibility = 30;  // source: SQS, CreateQueue, VisibilityTimeout
constexpr std::int64_t kDefaultTimeout = 3;      // source: Lambda, CreateFunction, Timeout

const tmpl::Resource* queue_of(const CheckContext& context, const SamEvent& event) {
  const Node* queue = event.properties ? event.properties->find("Queue") : nullptr;
  const auto call = queue ? as_intrinsic(*queue) : std::nullopt;
  if (!call || call->name != "Fn::GetAtt" || call->argument->items.empty()) return nullptr;
  const tmpl::Resource* resource = context.source.find_resource(call->argument->items[0].text);
  return resource && resource->type == "AWS::SQS::Queue" ? resource : nullptr;
}

// Nothing where only the deployment knows.
std::optional<std::int64_t> seconds(const Node* value, std::int64_t by_default, const tmpl::Resolver& resolver) {
  if (!value) return by_default;
  const tmpl::Resolved resolved = resolver.resolve(*value);
  return resolved.known == tmpl::Known::Yes ? resolved.value.as_int() : std::nullopt;
}

void check_event(const CheckContext& context, const SamEvent& event, Findings& findings) {
  const tmpl::Resource* queue = queue_of(context, event);
  const auto function = std::ranges::find(context.functions, event.owner->logical_id, &LambdaFunction::logical_id);
  if (!queue || function == context.functions.end()) return;
  const Member* timeout = function->property("Timeout");
  const Member* visibility = queue->properties ? queue->properties->find_member("VisibilityTimeout") : nullptr;
  const auto runs = seconds(timeout ? &timeout->value : nullptr, kDefaultTimeout, context.resolver);
  const auto hidden = seconds(visibility ? &visibility->value : nullptr, kDefaultVisibility, context.resolver);
  if (!runs || !hidden || *hidden >= *runs) return;
  Diagnostic& finding =
      findings.add(visibility ? visibility->key_span : queue->id_span,
                   fmt::format("queue `{}` hides a message for {} s, and function `{}` may work on it for {} s",
                               queue->logical_id, *hidden, function->logical_id(), *runs));
  if (timeout) finding.related.push_back({timeout->key_span, "the function's time"});
  finding.hints.push_back(
      fmt::format("set `VisibilityTimeout` to {} or more; AWS advises six times the function's time", *runs));
}

void check(const CheckContext& context, Findings& findings) {
  for (const SamEvent& event : find_events(context.source))
    if (event.type == "SQS" && event.owner->type == "AWS::Serverless::Function") check_event(context, event, findings);
}

}  // namespace

extern const Rule rule_CX3006_queue_visibility{
    .id = "CX3006",
    .summary = "a queue hides its messages for as long as the serverless function that reads it may run",
    .why =
        "Lambda refuses the event source when the visibility timeout of the queue is shorter than the function's timeout: "
        "messages "
        "would be handled twice.",
    .check = check,
    .speaks_for_schema = true,
};

}  // namespace cxsam::lint
