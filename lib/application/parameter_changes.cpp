#include "application/parameter_changes.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "application/live_resources.h"
#include "base/text.h"

namespace cxsam::application {
namespace {

using Action = ParameterChange::Action;
using Place = ParameterChange::Place;

/// Headers that mappings of HTTP APIs may not change. Source: API Gateway developer guide, "Transform API requests and
/// responses for HTTP APIs", reserved headers.
bool is_reserved(std::string_view header) {
  constexpr std::string_view kReserved[] = {"authorization",
                                            "connection",
                                            "content-encoding",
                                            "content-length",
                                            "content-location",
                                            "forwarded",
                                            "keep-alive",
                                            "origin",
                                            "proxy-authenticate",
                                            "proxy-authorization",
                                            "te",
                                            "trailers",
                                            "transfer-encoding",
                                            "upgrade",
                                            "via",
                                            "x-forwarded-for",
                                            "x-forwarded-host",
                                            "x-forwarded-proto"};
  constexpr std::string_view kPrefixes[] = {"access-control-", "apigw-", "x-amz-", "x-amzn-"};
  const std::string name = to_lower(header);
  return std::ranges::find(kReserved, name) != std::end(kReserved) ||
         std::ranges::any_of(kPrefixes, [&](std::string_view prefix) { return name.starts_with(prefix); });
}

/// "append:header.x", "overwrite:path", "overwrite:statuscode".
std::optional<ParameterChange> read_key(std::string_view key) {
  const std::size_t colon = key.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const std::string_view action = key.substr(0, colon);
  const std::string_view place = key.substr(colon + 1);
  ParameterChange change;
  if (action == "append") {
    change.action = Action::Append;
  } else if (action == "remove") {
    change.action = Action::Remove;
  } else if (action != "overwrite") {
    return std::nullopt;
  }
  if (place == "path" || equals_ignoring_case(place, "statuscode")) {
    change.place = place == "path" ? Place::Path : Place::Status;
    return change.action == Action::Overwrite ? std::optional(change) : std::nullopt;
  }
  const std::size_t dot = place.find('.');
  if (dot == std::string_view::npos || dot + 1 == place.size()) return std::nullopt;
  change.name = place.substr(dot + 1);
  if (place.substr(0, dot) == "querystring") {
    change.place = Place::Query;
  } else if (place.substr(0, dot) != "header" || is_reserved(change.name)) {
    return std::nullopt;
  }
  return change;
}

void add_change(const std::string& key, const Node& value, Diagnostics& diagnostics, std::vector<ParameterChange>& changes) {
  auto change = read_key(key);
  if (!change) {
    diagnostics.warning("", value.span, "`" + key + "` is no change of a parameter that an HTTP API can make, and is left out")
        .notes.emplace_back(
            "It is `append`, `overwrite` or `remove`, then `:header.NAME` or `:querystring.NAME`; or `overwrite:path`, and "
            "`overwrite:statuscode` in responses. Headers that API Gateway itself sets are reserved.");
    return;
  }
  change->value = text_of(&value);
  changes.push_back(std::move(*change));
}

/// OpenAPI: {"overwrite:header.x": "..."}; CloudFormation: {"ResponseParameters": [{"Destination": ..., "Source": ...}]}.
std::vector<ParameterChange> read_changes(const Node& node, Diagnostics& diagnostics) {
  std::vector<ParameterChange> changes;
  if (const Node* list = node.find("ResponseParameters")) {
    for (const Node& each : list->items)
      if (const Node* value = each.find("Source")) add_change(text_of(each.find("Destination")), *value, diagnostics, changes);
    return changes;
  }
  for (const Member& member : node.members) add_change(member.key, member.value, diagnostics, changes);
  return changes;
}

}  // namespace

std::shared_ptr<const ParameterChanges> read_parameter_changes(const IntegrationSource& source, Diagnostics& diagnostics) {
  // With a subtype the request parameters are the action's arguments.
  const Node* request = source.subtype.empty() ? source.request_parameters : nullptr;
  if (request == nullptr && source.response_parameters == nullptr) return nullptr;
  ParameterChanges changes;
  if (request != nullptr) changes.request = read_changes(*request, diagnostics);
  if (source.response_parameters != nullptr) {
    for (const Member& member : source.response_parameters->members) {
      const auto status = parse_int(member.key);
      if (status) changes.responses[static_cast<int>(*status)] = read_changes(member.value, diagnostics);
    }
  }
  return std::make_shared<const ParameterChanges>(std::move(changes));
}

}  // namespace cxsam::application
