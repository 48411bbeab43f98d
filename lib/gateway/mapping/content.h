// Conversions of bodies between text and bytes.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "application/mapping.h"

namespace cxsam::gateway {

/// The body that an integration gets. Nothing where it should become bytes and is no base64.
/// Source: API Gateway developer guide, "Content type conversions in API Gateway".
std::optional<std::string> convert_request(std::string body, std::string_view content_type,
                                           const std::vector<std::string>& binary_media_types,
                                           application::ContentHandling handling);

/// The body that the client gets. `accept` is the request's header, of which the first type counts.
std::optional<std::string> convert_response(std::string body, std::string_view content_type, std::string_view accept,
                                            const std::vector<std::string>& binary_media_types,
                                            application::ContentHandling handling);

}  // namespace cxsam::gateway
