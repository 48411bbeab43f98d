#include "gateway/mapping/request_mapping.h"

#include <algorithm>

#include "base/text.h"
#include "gateway/mapping/content.h"

namespace cxsam::gateway {
namespace {

using application::Mapping;
using application::MappingTemplate;
using application::Passthrough;

constexpr std::string_view kRequest = "integration.request.";

const MappingTemplate* find_template(const std::vector<MappingTemplate>& templates, std::string_view type) {
  auto found = std::ranges::find_if(
      templates, [&](const MappingTemplate& each) { return equals_ignoring_case(media_type(each.content_type), type); });
  if (found == templates.end()) found = std::ranges::find(templates, "$default", &MappingTemplate::content_type);
  return found == templates.end() ? nullptr : &*found;
}

/// A value comes from a request: what would begin another header is left out.
void set_header(http::Headers& headers, std::string_view name, std::string value) {
  std::erase_if(value, [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
  std::erase_if(headers, [&](const auto& header) { return equals_ignoring_case(header.first, name); });
  headers.emplace_back(name, std::move(value));
}

void set_value(std::vector<std::pair<std::string, std::string>>& values, std::string_view name, std::string value) {
  std::erase_if(values, [&](const auto& pair) { return pair.first == name; });
  values.emplace_back(name, std::move(value));
}

/// "header.x", "querystring.x", "path.x".
void set_parameter(MappedRequest& request, std::string_view target, std::string value) {
  const std::size_t dot = target.find('.');
  if (dot == std::string_view::npos) return;
  const std::string_view place = target.substr(0, dot);
  const std::string_view name = target.substr(dot + 1);
  if (place == "header") return set_header(request.headers, name, std::move(value));
  if (place == "querystring") return set_value(request.query, name, std::move(value));
  if (place == "path") set_value(request.path, name, std::move(value));
}

tl::expected<MappedRequest, Refused> map_parameters(MappingScope& scope, const Mapping& mapping, vtl::Payload& body) {
  MappedRequest request;
  for (const auto& [target, source] : mapping.parameters) {
    auto value = scope.find(source, "method.request", body, scope.headers());
    if (!value) return tl::unexpected(Refused{Failure::InvalidJsonBody, ""});
    if (*value && target.starts_with(kRequest)) set_parameter(request, target.substr(kRequest.size()), std::move(**value));
  }
  return request;
}

void override_parameters(MappingScope& scope, MappedRequest& request) {
  for (const std::string_view place : {"header", "querystring", "path"})
    for (auto& [name, value] : scope.overridden("requestOverride", place))
      set_parameter(request, std::string(place) + "." + name, std::move(value));
}

}  // namespace

tl::expected<MappedRequest, Refused> map_parameters(MappingScope& scope, const Mapping& mapping, const EventSource& source) {
  vtl::Payload sent(source.request.body);
  return map_parameters(scope, mapping, sent);
}

tl::expected<MappedRequest, Refused> map_request(MappingScope& scope, const Mapping& mapping, const EventSource& source) {
  vtl::Payload sent(source.request.body);
  auto request = map_parameters(scope, mapping, sent);
  if (!request) return request;

  const std::string_view content_type = http::find_header(source.request.headers, "content-type");
  auto body =
      convert_request(source.request.body, content_type, source.match.api->binary_media_types, mapping.content_handling);
  if (!body)
    return tl::unexpected(Refused{Failure::ApiConfiguration, "the body of the request should become bytes, and is no base64"});

  const std::string type = content_type.empty() ? "application/json" : media_type(content_type);
  const MappingTemplate* found = find_template(mapping.templates, type);
  if (found == nullptr) {
    const bool passes = mapping.passthrough == Passthrough::WhenNoMatch ||
                        (mapping.passthrough == Passthrough::WhenNoTemplates && mapping.templates.empty());
    if (!passes) return tl::unexpected(Refused{Failure::UnsupportedMediaType, ""});
    request->body = std::move(*body);
    request->content_type = content_type.empty() ? type : std::string(content_type);
    return request;
  }
  if (!found->program)
    return tl::unexpected(Refused{Failure::Internal, "its mapping template for `" + type + "` cannot be read"});
  if (find_invalid_utf8(*body)) {
    return tl::unexpected(Refused{
        Failure::Internal, "a mapping template cannot take a body of bytes; `contentHandling: CONVERT_TO_TEXT` makes it text"});
  }
  vtl::Payload payload(*body);
  auto text = scope.render(*found->program, payload);
  if (!text)
    return tl::unexpected(
        Refused{Failure::Internal, "its mapping template for `" + type + "` failed: " + text.error().message});
  override_parameters(scope, *request);
  request->body = std::move(*text);
  request->content_type = found->content_type == "$default" ? type : found->content_type;
  return request;
}

}  // namespace cxsam::gateway
