#include "gateway/mapping/content.h"

#include "base/hash.h"
#include "base/text.h"
#include "base/utf8.h"
#include "gateway/headers.h"

namespace cxsam::gateway {
namespace {

using application::ContentHandling;

/// Functions answer with JSON, so their base64 has quotes around it. Blanks in it do not count (recorded conversions).
std::optional<std::string> decode(std::string_view text) {
  text = trim(text);
  if (text.size() >= 2 && text.front() == '"' && text.back() == '"') text = text.substr(1, text.size() - 2);
  return base64_decode(replace_all(std::string(text), " ", ""));
}

}  // namespace

std::optional<std::string> convert_request(std::string body, std::string_view content_type,
                                           const std::vector<std::string>& binary_media_types, ContentHandling handling) {
  const bool binary = is_binary_type(binary_media_types, media_type(content_type));
  if (binary) return handling == ContentHandling::ToText ? base64_encode(body) : std::move(body);
  return handling == ContentHandling::ToBinary ? decode(body) : valid_utf8(body);
}

std::optional<std::string> convert_response(std::string body, std::string_view content_type, std::string_view accept,
                                            const std::vector<std::string>& binary_media_types, ContentHandling handling) {
  const bool binary = is_binary_type(binary_media_types, media_type(content_type));
  const bool wants_binary = is_binary_type(binary_media_types, media_type(accept.substr(0, accept.find(','))));
  if (!binary) {
    const bool decodes = handling == ContentHandling::ToBinary || (handling == ContentHandling::None && wants_binary);
    return decodes ? decode(body) : valid_utf8(body);
  }
  const bool encodes = handling == ContentHandling::ToText || (handling == ContentHandling::None && !wants_binary);
  return encodes ? base64_encode(body) : std::move(body);
}

}  // namespace cxsam::gateway
