#include "aws/event_stream.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include "system/checksum.h"

namespace cxsam::aws {
namespace {

constexpr std::size_t kPrelude = 12;  // two lengths and their checksum
constexpr std::size_t kChecksum = 4;
constexpr std::size_t kLongest = std::size_t{24} << 20U;
constexpr std::uint8_t kText = 7;

/// Bytes of a header's value by its type; texts and byte arrays say theirs themselves.
constexpr std::array<std::size_t, 10> kValueSizes{0, 0, 1, 2, 4, 8, 0, 0, 8, 16};
constexpr bool has_length(std::uint8_t type) { return type == 6 || type == kText; }

/// Big-endian; `bytes` has at most 4.
std::uint32_t number(std::string_view bytes) {
  std::uint32_t value = 0;
  for (const char c : bytes) value = value << 8U | static_cast<unsigned char>(c);
  return value;
}

/// Takes what it has read from the front of `bytes`; nothing when there is less.
std::optional<std::string_view> take(std::string_view& bytes, std::size_t size) {
  if (bytes.size() < size) return std::nullopt;
  const std::string_view taken = bytes.substr(0, size);
  bytes.remove_prefix(size);
  return taken;
}

bool read_header(std::string_view& bytes, EventMessage& message) {
  const auto name_size = take(bytes, 1);
  if (!name_size) return false;
  const auto name = take(bytes, number(*name_size));
  const auto type_byte = name ? take(bytes, 1) : std::nullopt;
  if (!type_byte) return false;
  const auto type = static_cast<std::uint8_t>(type_byte->front());
  if (type >= kValueSizes.size()) return false;
  std::size_t size = kValueSizes[type];
  if (has_length(type)) {
    const auto length = take(bytes, 2);
    if (!length) return false;
    size = number(*length);
  }
  const auto value = take(bytes, size);
  if (!value) return false;
  if (type == kText) message.headers.emplace_back(*name, *value);
  return true;
}

}  // namespace

std::string_view EventMessage::header(std::string_view name) const {
  const auto found = std::ranges::find(headers, name, &std::pair<std::string, std::string>::first);
  return found == headers.end() ? std::string_view() : std::string_view(found->second);
}

Result<std::optional<EventMessage>> EventStreamReader::next() {
  const std::string_view bytes = bytes_;
  if (bytes.size() < kPrelude) return std::nullopt;
  const std::size_t size = number(bytes.substr(0, 4));
  const std::size_t headers_size = number(bytes.substr(4, 4));
  if (number(bytes.substr(8, 4)) != system::crc32(bytes.substr(0, 8)))
    return fail("the event stream is damaged: the checksum of a message's length is wrong");
  if (size > kLongest || size < kPrelude + kChecksum || headers_size > size - kPrelude - kChecksum)
    return fail("the event stream is damaged: a message's length is wrong");
  if (bytes.size() < size) return std::nullopt;
  if (number(bytes.substr(size - kChecksum, kChecksum)) != system::crc32(bytes.substr(0, size - kChecksum)))
    return fail("the event stream is damaged: the checksum of a message is wrong");
  EventMessage message;
  std::string_view headers = bytes.substr(kPrelude, headers_size);
  while (!headers.empty()) {
    if (!read_header(headers, message)) return fail("the event stream is damaged: a message's headers cannot be read");
  }
  message.payload = bytes.substr(kPrelude + headers_size, size - kPrelude - headers_size - kChecksum);
  bytes_.erase(0, size);
  return message;
}

}  // namespace cxsam::aws
