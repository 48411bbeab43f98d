#include "runtime/api/stream_tail.h"

#include <algorithm>
#include <utility>

#include "base/hash.h"
#include "base/text.h"

namespace cxsam::runtime {
namespace {

constexpr std::string_view kTypeLine = "Lambda-Runtime-Function-Error-Type: ";
constexpr std::string_view kBodyLine = "Lambda-Runtime-Function-Error-Body: ";
constexpr std::size_t kMaxHeld = std::size_t{64} << 10U;

// Where text begins that is, or may become, the marker: the place of the marker or of a beginning of it at the very end.
std::size_t find_marker(std::string_view text) {
  const std::size_t whole = text.find(kTypeLine);
  if (whole != std::string_view::npos) return whole;
  for (std::size_t length = std::min(kTypeLine.size() - 1, text.size()); length > 0; --length) {
    if (text.ends_with(kTypeLine.substr(0, length))) return text.size() - length;
  }
  return text.size();
}

}  // namespace

std::string StreamTail::push(std::string part) {
  held_ += part;
  std::size_t certain = find_marker(held_);
  if (held_.size() - certain > kMaxHeld) certain = held_.size();
  std::string data = held_.substr(0, certain);
  held_.erase(0, certain);
  return data;
}

std::optional<Failure> StreamTail::end(std::string& rest) {
  rest = std::exchange(held_, {});
  const std::string_view text = rest;
  if (!text.starts_with(kTypeLine) || !text.ends_with("\r\n")) return std::nullopt;
  const std::size_t line_end = text.find("\r\n");
  std::string_view second = text.substr(line_end + 2);
  if (!second.starts_with(kBodyLine)) return std::nullopt;
  second.remove_prefix(kBodyLine.size());
  second = second.substr(0, second.find("\r\n"));
  Failure failure = trailer_failure(text.substr(kTypeLine.size(), line_end - kTypeLine.size()), second);
  rest.clear();
  return failure;
}

Failure trailer_failure(std::string_view type, std::string_view base64_body) {
  return {checked_error_type(trim(type)), base64_decode(trim(base64_body)).value_or(std::string(base64_body))};
}

}  // namespace cxsam::runtime
