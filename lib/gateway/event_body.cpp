#include <algorithm>

#include "base/hash.h"
#include "base/text.h"
#include "gateway/event.h"
#include "gateway/headers.h"

namespace cxsam::gateway {
namespace {

bool is_text_type(std::string_view type) {
  constexpr std::string_view kTexts[] = {"application/json", "application/xml", "application/javascript",
                                         "application/x-www-form-urlencoded"};
  return type.empty() || type.starts_with("text/") || type.ends_with("+json") || type.ends_with("+xml") ||
         std::ranges::find(kTexts, type) != std::end(kTexts);
}

}  // namespace

EventBody event_body(const EventSource& source) {
  const std::string& body = source.request.body;
  const std::string type = media_type(http::find_header(source.request.headers, "content-type"));
  bool base64 = is_binary_type(source.match.api->binary_media_types, type);
  if (source.match.api->kind == application::Api::Kind::Http) {
    base64 = base64 || !is_text_type(type) || find_invalid_utf8(body).has_value();
  }
  return {.text = base64 ? base64_encode(body) : body, .base64 = base64};
}

}  // namespace cxsam::gateway
