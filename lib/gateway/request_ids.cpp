#include "gateway/request_ids.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/hash.h"
#include "base/text.h"

namespace cxsam::gateway {
namespace {

constexpr std::size_t kExtendedBytes = 11;
constexpr std::size_t kTraceBytes = 12;
constexpr std::size_t kParentBytes = 8;

void append_hex(std::string& out, std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  for (const char byte : bytes) {
    out += kDigits[static_cast<unsigned char>(byte) >> 4U];
    out += kDigits[static_cast<unsigned char>(byte) & 0x0FU];
  }
}

std::string trace_id_of(Clock::WallTime time, std::string_view random) {
  const auto now = static_cast<std::uint32_t>(Clock::WallTime::clock::to_time_t(time));
  const std::array<char, 4> seconds{static_cast<char>(now >> 24U), static_cast<char>(now >> 16U), static_cast<char>(now >> 8U),
                                    static_cast<char>(now)};
  std::string id = "Root=1-";
  append_hex(id, {seconds.data(), seconds.size()});
  id += '-';
  append_hex(id, random);
  return id;
}

/// The value of "Root", "Parent", ... in a trace header; "" when it has none.
std::string_view part_of(std::string_view header, std::string_view name) {
  while (!header.empty()) {
    const std::size_t end = std::min(header.find(';'), header.size());
    const std::string_view part = trim(header.substr(0, end));
    header.remove_prefix(std::min(end + 1, header.size()));
    const std::size_t equals = part.find('=');
    if (equals != std::string_view::npos && equals_ignoring_case(part.substr(0, equals), name)) return part.substr(equals + 1);
  }
  return "";
}

/// All three parts: what the client left out is made up, and it has decided to sample only where it names a parent.
/// Source: AWS X-Ray developer guide, "Tracing header"; answers recorded on AWS.
std::string complete_trace(std::string_view trace_id, std::string_view random) {
  const std::string_view parent = part_of(trace_id, "Parent");
  const std::string_view sampled = part_of(trace_id, "Sampled");
  std::string trace = "Root=";
  trace += part_of(trace_id, "Root");
  trace += ";Parent=";
  if (parent.empty()) {
    append_hex(trace, random);
  } else {
    trace += parent;
  }
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
      part_of(ids.trace_id, "Root").empty() ? std::string_view(made) : std::string_view(ids.trace_id);
  ids.trace = complete_trace(rooted, bytes.substr(kExtendedBytes + kTraceBytes));
  return ids;
}

}  // namespace cxsam::gateway
