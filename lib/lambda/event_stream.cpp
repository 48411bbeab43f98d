#include "lambda/event_stream.h"

#include <array>
#include <cstdint>

namespace cxsam::lambda {
namespace {

constexpr char kText = 7;            // the type of a header's value
constexpr std::size_t kAround = 16;  // two lengths and two checksums

constexpr std::array<std::uint32_t, 256> make_table() {
  std::array<std::uint32_t, 256> table{};
  for (std::uint32_t i = 0; i < table.size(); ++i) {
    std::uint32_t value = i;
    for (int bit = 0; bit < 8; ++bit) value = (value & 1U) != 0 ? 0xEDB88320U ^ (value >> 1U) : value >> 1U;
    table[i] = value;
  }
  return table;
}

/// Of ISO 3309, as zlib has it.
std::uint32_t crc32(std::string_view bytes) {
  static constexpr std::array<std::uint32_t, 256> kTable = make_table();
  std::uint32_t value = 0xFFFFFFFFU;
  for (const char c : bytes) value = kTable[(value ^ static_cast<unsigned char>(c)) & 0xFFU] ^ (value >> 8U);
  return ~value;
}

void add_number(std::string& out, std::uint32_t value, int bytes) {
  for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8)
    out += static_cast<char>((value >> static_cast<unsigned>(shift)) & 0xFFU);
}

}  // namespace

std::string event_message(const std::vector<std::pair<std::string_view, std::string_view>>& headers, std::string_view payload) {
  std::string fields;
  for (const auto& [name, value] : headers) {
    fields += static_cast<char>(name.size());
    fields += name;
    fields += kText;
    add_number(fields, static_cast<std::uint32_t>(value.size()), 2);
    fields += value;
  }
  std::string message;
  message.reserve(kAround + fields.size() + payload.size());
  add_number(message, static_cast<std::uint32_t>(kAround + fields.size() + payload.size()), 4);
  add_number(message, static_cast<std::uint32_t>(fields.size()), 4);
  add_number(message, crc32(message), 4);
  message += fields;
  message += payload;
  add_number(message, crc32(message), 4);
  return message;
}

}  // namespace cxsam::lambda
