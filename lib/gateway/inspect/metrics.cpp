#include "gateway/inspect/metrics.h"

#include <array>
#include <cstdio>

#include "base/text.h"

namespace cxsam::gateway {
namespace {

std::string quoted(const std::string& value) {
  return "\"" + replace_all(replace_all(replace_all(value, "\\", "\\\\"), "\"", "\\\""), "\n", "\\n") + "\"";
}

std::string labels_of(const RouteName& name) {
  return "api=" + quoted(name.api) + ",stage=" + quoted(name.stage) + ",method=" + quoted(name.method) +
         ",route=" + quoted(name.path);
}

std::string number(double value) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.9g", value);
  return text.data();
}

std::string header(const std::string& name, const char* type, const char* help) {
  return "# HELP " + name + " " + help + "\n# TYPE " + name + " " + type + "\n";
}

void add_histogram(std::string& text, const std::string& name, const std::string& labels, const Histogram& histogram) {
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < histogram.buckets.size(); ++i) {
    sum += histogram.buckets[i];
    const std::string bound = i < Histogram::kBounds.size() ? number(Histogram::kBounds[i]) : "+Inf";
    text += name + "_bucket{" + labels + ",le=\"" + bound + "\"} " + std::to_string(sum) + "\n";
  }
  text += name + "_sum{" + labels + "} " + number(std::chrono::duration<double>(histogram.sum).count()) + "\n";
  text += name + "_count{" + labels + "} " + std::to_string(histogram.count) + "\n";
}

}  // namespace

std::string metrics_text(const Traffic& traffic) {
  const std::string requests = "cxsam_requests_total";
  const std::string latency = "cxsam_request_duration_seconds";
  const std::string integration = "cxsam_integration_duration_seconds";
  std::string text = header(requests, "counter", "Requests that were answered, by route and status.");
  for (const auto& [name, counts] : traffic.counts())
    for (const auto& [status, count] : counts.by_status)
      text += requests + "{" + labels_of(name) + ",status=\"" + std::to_string(status) + "\"} " + std::to_string(count) + "\n";
  text += header(latency, "histogram", "From a request to its answer.");
  for (const auto& [name, counts] : traffic.counts()) add_histogram(text, latency, labels_of(name), counts.latency);
  text += header(integration, "histogram", "How long integrations took.");
  for (const auto& [name, counts] : traffic.counts())
    if (counts.integration.count > 0) add_histogram(text, integration, labels_of(name), counts.integration);
  return text;
}

}  // namespace cxsam::gateway
