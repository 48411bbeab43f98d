// Messages of `application/vnd.amazon.eventstream`. Source: Smithy, "Amazon Event Stream Specification".
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cxsam::lambda {

/// One message: total length, length of the headers, CRC-32 of these eight bytes, headers (all are texts), payload, CRC-32 of
/// all before it. Numbers are big-endian. A header's name has at most 255 bytes and its value at most 65,535.
std::string event_message(const std::vector<std::pair<std::string_view, std::string_view>>& headers, std::string_view payload);

}  // namespace cxsam::lambda
