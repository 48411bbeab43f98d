#include "gateway/request_ids.h"

#include <array>
#include <chrono>
#include <ctime>

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

std::string trace_id_of(std::string_view random) {
  const auto now = static_cast<std::uint32_t>(std::time(nullptr));
  const std::array<char, 4> seconds{static_cast<char>(now >> 24U), static_cast<char>(now >> 16U), static_cast<char>(now >> 8U),
                                    static_cast<char>(now)};
  std::string id = "Root=1-";
  append_hex(id, {seconds.data(), seconds.size()});
  id += '-';
  append_hex(id, random);
  return id;
}

}  // namespace

RequestIds make_request_ids(std::string_view client_trace_id) {
  std::array<unsigned char, kExtendedBytes + kTraceBytes> random{};
  fill_random(random);
  const std::string_view bytes(reinterpret_cast<const char*>(random.data()), random.size());
  RequestIds ids;
  ids.request_id = make_uuid();
  ids.extended_id = base64_encode(bytes.substr(0, kExtendedBytes));
  ids.trace_id = client_trace_id.empty() ? trace_id_of(bytes.substr(kExtendedBytes)) : std::string(client_trace_id);
  return ids;
}

RequestTime current_request_time() {
  static std::time_t made_at = 0;
  static std::string text;
  const auto now = std::chrono::system_clock::now();
  const std::time_t seconds = std::chrono::system_clock::to_time_t(now);
  if (seconds != made_at) {
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    std::array<char, 40> buffer{};
    text.assign(buffer.data(), std::strftime(buffer.data(), buffer.size(), "%d/%b/%Y:%H:%M:%S +0000", &parts));
    made_at = seconds;
  }
  return {std::chrono::duration_cast<std::chrono::milliseconds>(now.time_since_epoch()).count(), text};
}

}  // namespace cxsam::gateway
