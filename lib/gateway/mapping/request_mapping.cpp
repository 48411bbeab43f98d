#include "gateway/mapping/request_mapping.h"

#include <algorithm>

#include "base/text.h"
#include "gateway/mapping/content.h"

namespace cxsam::gateway {
namespace {

using application::Mapping;
using application::MappingTemplate;
using application::Passthrough;

constexpr std::string_view kHeader = "integration.request.header.";

const MappingTemplate* find_template(const std::vector<MappingTemplate>& templates, std::string_view type) {
  auto found = std::ranges::find_if(
      templates, [&](const MappingTemplate& each) { return equals_ignoring_case(media_type(each.content_type), type); });
  if (found == templates.end()) found = std::ranges::find(templates, "$default", &MappingTemplate::content_type);
  return found == templates.end() ? nullptr : &*found;
}

void set_header(http::Headers& headers, std::string_view name, std::string value) {
  std::erase_if(headers, [&](const auto& header) { return equals_ignoring_case(header.first, name); });
  headers.emplace_back(name, std::move(value));
}

tl::expected<http::Headers, Refused> map_headers(MappingScope& scope, const Mapping& mapping, vtl::Payload& body) {
  http::Headers headers;
  for (const auto& [target, source] : mapping.parameters) {
    auto value = scope.find(source, "method.request", body, scope.headers());
    if (!value) return tl::unexpected(Refused{Failure::InvalidJsonBody, ""});
    if (*value && target.starts_with(kHeader)) set_header(headers, target.substr(kHeader.size()), std::move(**value));
  }
  return headers;
}

}  // namespace

tl::expected<MappedRequest, Refused> map_request(MappingScope& scope, const Mapping& mapping, const EventSource& source) {
  vtl::Payload sent(source.request.body);
  auto headers = map_headers(scope, mapping, sent);
  if (!headers) return tl::unexpected(std::move(headers.error()));

  const std::string_view content_type = http::find_header(source.request.headers, "content-type");
  auto body =
      convert_request(source.request.body, content_type, source.match.api->binary_media_types, mapping.content_handling);
  if (!body) return tl::unexpected(Refused{Failure::Internal, "the body of the request should become bytes, and is no base64"});

  const std::string type = content_type.empty() ? "application/json" : media_type(content_type);
  const MappingTemplate* found = find_template(mapping.templates, type);
  if (found == nullptr) {
    const bool passes = mapping.passthrough == Passthrough::WhenNoMatch ||
                        (mapping.passthrough == Passthrough::WhenNoTemplates && mapping.templates.empty());
    if (!passes) return tl::unexpected(Refused{Failure::UnsupportedMediaType, ""});
    return MappedRequest{.body = std::move(*body), .headers = std::move(*headers)};
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
  for (auto& [name, value] : scope.overridden("requestOverride", "header")) set_header(*headers, name, std::move(value));
  return MappedRequest{.body = std::move(*text), .headers = std::move(*headers)};
}

}  // namespace cxsam::gateway
