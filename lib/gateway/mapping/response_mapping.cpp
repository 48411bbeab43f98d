#include "gateway/mapping/response_mapping.h"

#include <algorithm>

#include "base/text.h"
#include "gateway/mapping/content.h"

namespace cxsam::gateway {
namespace {

using application::Mapping;
using application::MappingTemplate;
using application::ResponseMapping;

/// The template for the first type that the client accepts, else the first of all.
const MappingTemplate* find_template(const std::vector<MappingTemplate>& templates, std::string_view accept) {
  if (templates.empty()) return nullptr;
  const std::string wanted = media_type(accept.substr(0, accept.find(',')));
  const auto found = std::ranges::find_if(
      templates, [&](const MappingTemplate& each) { return equals_ignoring_case(media_type(each.content_type), wanted); });
  return found == templates.end() ? &templates.front() : &*found;
}

/// A mapped header replaces what is there. What cannot stand in a header is left out, lest a body writes headers of its own.
void set_header(http::Headers& headers, std::string_view name, std::string value) {
  std::string shown = mapped_name(name);
  std::erase_if(value, [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
  const bool is_token = !shown.empty() && std::ranges::all_of(shown, [](char c) {
    return c > ' ' && c < '\x7F' && std::string_view("()<>@,;:\\\"/[]?={}").find(c) == std::string_view::npos;
  });
  if (!is_token) return;
  std::erase_if(headers, [&](const auto& header) { return equals_ignoring_case(header.first, shown); });
  headers.emplace_back(std::move(shown), std::move(value));
}

/// Names as the server sent them.
Group group_of(const BackendAnswer& answer) {
  Group headers;
  for (const auto& [name, value] : answer.headers) {
    const auto known = std::ranges::find_if(headers, [&, &key = name](const auto& pair) { return pair.first == key; });
    if (known == headers.end()) {
      headers.push_back({name, {value}});
    } else {
      known->second.push_back(value);
    }
  }
  if (answer.headers.empty() && !answer.content_type.empty()) headers.push_back({"Content-Type", {answer.content_type}});
  return headers;
}

}  // namespace

const ResponseMapping* select_response(const Mapping& mapping, std::string_view selected_by) {
  const ResponseMapping* standard = nullptr;
  for (const ResponseMapping& response : mapping.responses) {
    if (response.never) continue;
    if (!response.pattern) {
      if (standard == nullptr) standard = &response;
    } else if (response.pattern->matches_whole(selected_by).value_or(false)) {
      return &response;
    }
  }
  return standard;
}

tl::expected<http::Response, Refused> map_response(MappingScope& scope, const Mapping& mapping, const EventSource& source,
                                                   BackendAnswer answer) {
  constexpr std::string_view kHeader = "method.response.header.";
  const ResponseMapping* chosen = select_response(mapping, answer.selected_by);
  if (chosen == nullptr) {
    return tl::unexpected(Refused{Failure::ApiConfiguration,
                                  "no integration response is for `" + answer.selected_by + "`, and none is the default"});
  }
  const Group headers = group_of(answer);

  http::Response response{.status = chosen->status, .headers = {}, .body = {}};
  response.headers.emplace_back("Content-Type", "application/json");  // unless it is mapped
  vtl::Payload received(answer.body);
  std::vector<std::pair<std::string, std::string>> mapped;
  for (const auto& [target, from] : chosen->parameters) {
    auto value = scope.find(from, "integration.response", received, headers);
    if (!value) return tl::unexpected(Refused{Failure::Internal, "`" + from + "` cannot be mapped: " + value.error().message});
    if (*value && target.starts_with(kHeader)) mapped.emplace_back(target.substr(kHeader.size()), std::move(**value));
  }

  const std::string_view accept = http::find_header(source.request.headers, "accept");
  auto body = convert_response(answer.body, answer.content_type, accept, source.match.api->binary_media_types,
                               chosen->content_handling);
  if (!body) return tl::unexpected(Refused{Failure::ApiConfiguration, "the answer should become bytes, and is no base64"});

  if (const MappingTemplate* found = find_template(chosen->templates, accept)) {
    const std::string& type = found->content_type;
    if (!found->program)
      return tl::unexpected(Refused{Failure::Internal, "its response template for `" + type + "` cannot be read"});
    vtl::Payload payload(*body);
    auto text = scope.render(*found->program, payload);
    if (!text)
      return tl::unexpected(
          Refused{Failure::Internal, "its response template for `" + type + "` failed: " + text.error().message});
    response.body = std::move(*text);
    set_header(response.headers, "Content-Type", type);
  } else {
    response.body = std::move(*body);
  }
  for (auto& [name, value] : mapped) set_header(response.headers, name, std::move(value));
  for (auto& [name, value] : scope.overridden("responseOverride", "header"))
    set_header(response.headers, name, std::move(value));
  const auto status = scope.overridden_status();
  if (status && application::is_status_of_answer(*status)) response.status = static_cast<int>(*status);
  return response;
}

}  // namespace cxsam::gateway
