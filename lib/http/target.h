// Targets in absolute form, as clients of proxies write them: "http://host:81/path?query". Source: RFC 9112, section 3.2.2.
#pragma once

#include <string_view>

namespace cxsam::http {

bool is_absolute(std::string_view target);

/// "host:81"; "" of a target in another form.
std::string_view host_of(std::string_view target);

/// "/path?query", or without its slash where no path was written; a target in another form as it is.
std::string_view behind_host(std::string_view target);

}  // namespace cxsam::http
