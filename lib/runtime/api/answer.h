// What runtime clients get, as bytes.
#pragma once

#include <string>
#include <string_view>

namespace cxsam::runtime {

/// One answer, head and body in one piece: written apart, Nagle's algorithm and delayed acknowledgements cost 40 ms a call.
std::string render_answer(int status, std::string_view content_type, std::string_view extra_fields, std::string_view body,
                          bool keep_alive);

}  // namespace cxsam::runtime
