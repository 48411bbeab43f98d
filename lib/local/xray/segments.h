// What SDKs send to the X-Ray daemon. Source: AWS X-Ray developer guide, "Sending trace data to AWS X-Ray" and "AWS X-Ray
// segment documents".
#pragma once

#include <string_view>
#include <vector>

#include "json/json.h"

namespace cxsam::local {

/// The segment documents of one datagram: {"format": "json", "version": 1}, a line end, and a document. None for what is no
/// such datagram.
std::vector<Json> segments_in(std::string_view datagram);

}  // namespace cxsam::local
