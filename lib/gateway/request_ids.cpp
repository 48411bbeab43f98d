#include "gateway/request_ids.h"

#include <array>
#include <cstdint>

#include "base/hash.h"

namespace cxsam::gateway {
namespace {

constexpr std::size_t kExtendedBytes = 11;
constexpr std::size_t kTraceBytes = 12;

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

}  // namespace

RequestIds make_request_ids(const World& world, std::string_view client_trace_id) {
  std::array<unsigned char, kExtendedBytes + kTraceBytes> random{};
  world.random.fill(random);
  const std::string_view bytes(reinterpret_cast<const char*>(random.data()), random.size());
  RequestIds ids;
  ids.time = world.clock.wall();
  ids.request_id = make_uuid(world.random);
  ids.extended_id = base64_encode(bytes.substr(0, kExtendedBytes));
  ids.trace_id = client_trace_id.empty() ? trace_id_of(ids.time, bytes.substr(kExtendedBytes)) : std::string(client_trace_id);
  return ids;
}

}  // namespace cxsam::gateway
