// What has been counted, for Prometheus.
#pragma once

#include <string>

#include "gateway/inspect/traffic.h"

namespace cxsam::gateway {

inline constexpr const char* kMetricsType = "text/plain; version=0.0.4; charset=utf-8";

/// Source: Prometheus, "Exposition formats", text-based format 0.0.4.
std::string metrics_text(const Traffic& traffic);

}  // namespace cxsam::gateway
