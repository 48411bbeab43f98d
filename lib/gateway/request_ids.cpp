#include "gateway/request_ids.h"

#include <array>
#include <cstdint>

#include "base/hash.h"
#include "base/hex.h"
#include "invoke/trace_header.h"

namespace cxsam::gateway {
namespace {

using invoke::trace_field;

constexpr std::size_t kExtendedBytes = 11;
constexpr std::size_t kTraceBytes = 12;
constexpr std::size_t kParentBytes = 8;

std::string trace_id_of(Clock::WallTime time, std::string_view random) {
  const auto now = static_cast<std::uint32_t>(Clock::WallTime::clock::to_time_t(time));
  const std::array<char, 4> seconds{static_cast<char>(now >> 24U), static_cast<char>(now >> 16U), static_cast<char>(now >> 8U),
                                    static_cast<char>(now)};
  std::string id = "Root=1-";
  id += to_hex({seconds.data(), seconds.size()});
  id += '-';
  id += to_hex(random);
  return id;
}

/// All three parts: what the client left out is made up, and it has decided to sample only where it names a parent.
/// Source: AWS X-Ray developer guide, "Tracing header"; answers recorded on AWS.
std::string complete_trace(std::string_view trace_id, std::string_view random) {
  const std::string_view parent = trace_field(trace_id, "Parent");
  const std::string_view sampled = trace_field(trace_id, "Sampled");
  std::string trace = "Root=";
  trace += trace_field(trace_id, "Root");
  trace += ";Parent=";
  trace += parent.empty() ? to_hex(random) : std::string(parent);
  trace += ";Sampled=";
  trace += sampled.empty() ? (parent.empty() ? "0" : "1") : sampled;
  return trace;
}

}  // namespace

RequestIds make_request_ids(const World& world, std::string_view client_trace_id) {
  std::array<unsigned char, kExtendedBytes + kTraceBytes + kParentBytes> random{};
  world.random.fill(random);
  const std::string_view bytes(reinterpret_cast<const char*>(random.data()), random.size());
  RequestIds ids;
  ids.time = world.clock.wall();
  ids.request_id = make_uuid(world.random);
  ids.extended_id = base64_encode(bytes.substr(0, kExtendedBytes));
  const std::string made = trace_id_of(ids.time, bytes.substr(kExtendedBytes, kTraceBytes));
  ids.trace_id = client_trace_id.empty() ? made : std::string(client_trace_id);
  const std::string_view rooted =
      trace_field(ids.trace_id, "Root").empty() ? std::string_view(made) : std::string_view(ids.trace_id);
  ids.trace = complete_trace(rooted, bytes.substr(kExtendedBytes + kTraceBytes));
  return ids;
}

}  // namespace cxsam::gateway
