// What a MOCK integration reads from its rendered request template.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace cxsam::gateway {

/// The whole number behind `statusCode` of an object that is JSON in a lenient form: single quotes or none, commas too many,
/// and what stands behind the object does not count. Nothing where there is none, which API Gateway answers with 500.
std::optional<std::int64_t> mock_status(std::string_view text);

}  // namespace cxsam::gateway
