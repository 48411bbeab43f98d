// Which headers pass the gateway, and under which names.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "gateway/value_groups.h"
#include "http/server.h"

namespace cxsam::gateway {

/// The request's headers as a REST API's event shows them: hop-by-hop headers are dropped, equal names are one group.
/// Well-known names are in their usual case, others as the client wrote them.
/// Source: API Gateway developer guide, "Amazon API Gateway important notes".
std::vector<ValueGroup> group_headers(const http::Headers& headers);

/// The name under which a function's response header leaves: `Connection`, `Content-Length`, `Date` and `Server` become
/// `x-amzn-Remapped-*`, `Transfer-Encoding` is dropped ("").
std::string remapped_name(std::string_view name);

/// The same for the answers of functions and servers behind REST APIs, where `WWW-Authenticate` is one more.
std::string name_in_rest(std::string_view name);

/// The same for headers that mappings set, of which more are API Gateway's own: `Authorization`, `Host`, `User-Agent`, ...
std::string mapped_name(std::string_view name);

/// The value of a header, its parameters cut off and in lower case: "image/png" of "Image/PNG; q=1".
std::string media_type(std::string_view value);

/// True when `type` is in the list literally (a wildcard never is), or the list has "*/*".
bool is_binary_type(const std::vector<std::string>& binary_media_types, std::string_view type);

/// The first label of a host name, or a whole address, without the port.
std::string_view domain_prefix(std::string_view host);

}  // namespace cxsam::gateway
