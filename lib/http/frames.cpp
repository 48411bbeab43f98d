#include "http/frames.h"

#include <algorithm>

#include "base/text.h"
#include "http/websocket.h"

namespace cxsam::http {
namespace {

constexpr std::size_t kMaxControl = 125;
constexpr std::uint8_t kFinal = 0x80;
constexpr std::uint8_t kReserved = 0x70;
constexpr std::uint8_t kMasked = 0x80;

bool is_control(Opcode opcode) { return static_cast<std::uint8_t>(opcode) >= 8; }

/// Codes that may be sent. Source: RFC 6455, section 7.4, and IANA's "WebSocket Close Code Number Registry".
bool is_code(unsigned code) {
  if (code >= 3000) return code < 5000;
  return (code >= 1000 && code <= 1014) && code != 1004 && code != 1005 && code != 1006;
}

std::uint64_t number_at(std::string_view bytes, std::size_t at, std::size_t size) {
  std::uint64_t value = 0;
  for (std::size_t i = at; i < at + size; ++i) value = value << 8U | static_cast<unsigned char>(bytes[i]);
  return value;
}

void append_number(std::string& out, std::uint64_t value, std::size_t size) {
  for (std::size_t i = size; i > 0; --i) out += static_cast<char>(value >> (8 * (i - 1)));
}

std::size_t length_bytes_of(std::uint8_t second) {
  const unsigned short_length = second & 0x7FU;
  return short_length == 126 ? 2 : short_length == 127 ? 8 : 0;
}

}  // namespace

std::string make_frame(Opcode opcode, std::string_view payload) {
  std::string frame;
  frame.reserve(payload.size() + 10);
  frame += static_cast<char>(kFinal | static_cast<std::uint8_t>(opcode));
  if (payload.size() <= kMaxControl) {
    frame += static_cast<char>(payload.size());
  } else if (payload.size() <= UINT16_MAX) {
    frame += static_cast<char>(126);
    append_number(frame, payload.size(), 2);
  } else {
    frame += static_cast<char>(127);
    append_number(frame, payload.size(), 8);
  }
  frame += payload;
  return frame;
}

std::string make_close(std::uint16_t code, std::string_view reason) {
  std::string payload;
  append_number(payload, code, 2);
  payload += reason.substr(0, kMaxControl - 2);
  return payload;
}

bool FrameReader::fail(std::uint16_t code, std::string_view reason) {
  fault_ = Fault{code, reason};
  return false;
}

bool FrameReader::accept(std::uint8_t first, std::uint8_t second) {
  const unsigned opcode = first & 0x0FU;
  const bool final = (first & kFinal) != 0;
  if ((first & kReserved) != 0) return fail(kProtocolError, "reserved bits are set");
  if ((opcode > 2 && opcode < 8) || opcode > 10) return fail(kProtocolError, "unknown opcode");
  if ((second & kMasked) == 0) return fail(kProtocolError, "frames of clients must be masked");
  if (opcode >= 8 && (!final || (second & 0x7FU) > kMaxControl))
    return fail(kProtocolError, "control frame in pieces or too long");
  if (opcode == 0 && !message_of_) return fail(kProtocolError, "continuation of nothing");
  if ((opcode == 1 || opcode == 2) && message_of_) return fail(kProtocolError, "message within a message");
  return true;
}

bool FrameReader::accept_size(std::uint64_t size, std::size_t length_bytes) {
  const bool shorter = (length_bytes == 2 && size <= kMaxControl) || (length_bytes == 8 && size <= UINT16_MAX);
  if (shorter || size > INT64_MAX) return fail(kProtocolError, "length in the wrong form");
  if (size > limits_.frame_bytes) return fail(kMessageTooBig, "frame too large");
  if (!is_control(header_->opcode) && message_.size() + size > limits_.message_bytes)
    return fail(kMessageTooBig, "message too large");
  return true;
}

/// False: it has not come as a whole, or there is a fault.
bool FrameReader::read_header(std::string_view& bytes) {
  const auto take_to = [&](std::size_t size) {
    const std::size_t count = std::min(size - std::min(size, head_.size()), bytes.size());
    head_ += bytes.substr(0, count);
    bytes.remove_prefix(count);
    return head_.size() >= size;
  };
  if (!take_to(2)) return false;
  const auto first = static_cast<std::uint8_t>(head_[0]);
  const auto second = static_cast<std::uint8_t>(head_[1]);
  if (!accept(first, second)) return false;
  const std::size_t length_bytes = length_bytes_of(second);
  if (!take_to(2 + length_bytes + 4)) return false;
  Header header{.final = (first & kFinal) != 0, .opcode = static_cast<Opcode>(first & 0x0FU)};
  header.size = length_bytes == 0 ? second & 0x7FU : number_at(head_, 2, length_bytes);
  for (std::size_t i = 0; i < 4; ++i) header.mask[i] = static_cast<std::uint8_t>(head_[2 + length_bytes + i]);
  header_ = header;
  head_.clear();
  taken_ = 0;
  if (!accept_size(header.size, length_bytes)) return false;
  if (header.opcode == Opcode::Text || header.opcode == Opcode::Binary) {
    message_of_ = header.opcode;
    text_ = {};
  }
  return true;
}

/// False: it has not come as a whole, or there is a fault.
bool FrameReader::read_payload(std::string_view& bytes) {
  std::string& target = is_control(header_->opcode) ? control_ : message_;
  const std::size_t begin = target.size();
  const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(header_->size - taken_, bytes.size()));
  target += bytes.substr(0, count);
  bytes.remove_prefix(count);
  for (std::size_t i = 0; i < count; ++i)
    target[begin + i] = static_cast<char>(target[begin + i] ^ header_->mask[(taken_ + i) % 4]);
  taken_ += count;
  const bool is_text = !is_control(header_->opcode) && message_of_ == Opcode::Text;
  if (is_text && !text_.feed(std::string_view(target).substr(begin))) return fail(kInvalidPayload, "text is no UTF-8");
  return taken_ == header_->size;
}

std::optional<FrameReader::Event> FrameReader::end_close() {
  const std::string payload = std::exchange(control_, {});
  if (payload.empty()) return Event{.opcode = Opcode::Close, .payload = "", .code = kNoStatus};
  if (payload.size() == 1) fail(kProtocolError, "close code of one byte");
  if (fault_) return std::nullopt;
  const auto code = static_cast<std::uint16_t>(number_at(payload, 0, 2));
  if (!is_code(code)) fail(kProtocolError, "close code that may not be sent");
  if (!fault_ && find_invalid_utf8(std::string_view(payload).substr(2))) fail(kInvalidPayload, "close reason is no UTF-8");
  if (fault_) return std::nullopt;
  return Event{.opcode = Opcode::Close, .payload = payload.substr(2), .code = code};
}

/// Nothing: a piece of a message, or a fault.
std::optional<FrameReader::Event> FrameReader::end_frame() {
  const Header header = *header_;
  header_.reset();
  if (header.opcode == Opcode::Close) return end_close();
  if (is_control(header.opcode)) return Event{.opcode = header.opcode, .payload = std::exchange(control_, {})};
  if (!header.final) return std::nullopt;
  const Opcode opcode = *message_of_;
  message_of_.reset();
  if (opcode == Opcode::Text && !text_.is_whole()) {
    fail(kInvalidPayload, "text is no UTF-8");
    return std::nullopt;
  }
  return Event{.opcode = opcode, .payload = std::exchange(message_, {})};
}

std::optional<FrameReader::Event> FrameReader::next(std::string_view& bytes) {
  while (!fault_) {
    if (!header_ && !read_header(bytes)) return std::nullopt;
    if (!read_payload(bytes)) return std::nullopt;
    std::optional<Event> event = end_frame();
    if (event) return event;
  }
  return std::nullopt;
}

}  // namespace cxsam::http
