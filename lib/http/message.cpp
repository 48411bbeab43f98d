#include "http/message.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "base/text.h"

namespace cxsam::http {
namespace {

constexpr std::size_t kMaxChunkLine = 1024;
constexpr std::size_t kMaxTrailerBytes = std::size_t{64} << 10U;

bool is_field_value(std::string_view text) {
  return std::ranges::none_of(text, [](char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7F; });
}

/// Origin form, absolute form, or `*`. Browsers and curl send bytes beyond ASCII as they are.
bool is_target(std::string_view text) {
  const auto visible = [](char c) { return static_cast<unsigned char>(c) > 0x20 && c != 0x7F; };
  const bool form = text.starts_with('/') || text == "*" || text.starts_with("http://") || text.starts_with("https://");
  return form && std::ranges::all_of(text, visible);
}

std::string_view trim_blanks(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

std::optional<std::uint64_t> parse_number(std::string_view text, int base) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

struct Field {
  std::string_view name, value;
};

std::optional<Field> parse_field(std::string_view line) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || !is_token(line.substr(0, colon))) return std::nullopt;
  const std::string_view value = trim_blanks(line.substr(colon + 1));
  if (!is_field_value(value)) return std::nullopt;
  return Field{line.substr(0, colon), value};
}

bool refuse(RequestHead& head, int status) {
  head.refusal = status;
  return false;
}

bool read_request_line(std::string_view line, RequestHead& head) {
  const std::size_t first = line.find(' ');
  const std::size_t last = line.rfind(' ');
  if (first == std::string_view::npos || first == last) return false;
  head.method = line.substr(0, first);
  head.target = line.substr(first + 1, last - first - 1);
  const std::string_view version = line.substr(last + 1);
  head.old = version == "HTTP/1.0";
  head.keep_alive = !head.old;
  if (!is_token(head.method) || !is_target(head.target)) return false;
  if (version != "HTTP/1.1" && !head.old) return refuse(head, version.starts_with("HTTP/") ? 505 : 400);
  if (head.target == "*" && head.method != "OPTIONS") return false;
  // Whoever sends it takes what follows a success for the bytes of a tunnel. Source: RFC 9110, section 9.3.6.
  return head.method != "CONNECT" || refuse(head, 501);
}

bool read_length(RequestHead& head, std::string_view value) {
  const auto length = parse_number(value, 10);
  if (!length || head.framing != Framing::None) return false;
  head.framing = Framing::Length;
  head.content_length = *length;
  return true;
}

/// HTTP/1.0 has no codings. Source: RFC 9112, section 6.1.
bool read_coding(RequestHead& head, std::string_view value) {
  if (head.framing != Framing::None || head.old) return false;
  if (!equals_ignoring_case(value, "chunked")) return refuse(head, 501);
  head.framing = Framing::Chunked;
  return true;
}

/// Two lengths, a length beside chunked, or an unknown coding would let client and server disagree about where the body ends.
bool read_framing(RequestHead& head) {
  bool closes = false;  // counts, whatever else is said. Source: RFC 9112, section 9.3.
  for (const auto& [name, value] : head.fields) {
    if (equals_ignoring_case(name, "content-length")) {
      if (!read_length(head, value)) return false;
    } else if (equals_ignoring_case(name, "transfer-encoding")) {
      if (!read_coding(head, value)) return false;
    } else if (equals_ignoring_case(name, "connection")) {
      if (names_word(value, "keep-alive")) head.keep_alive = true;
      closes = closes || names_word(value, "close");
    } else if (equals_ignoring_case(name, "expect")) {
      head.expects_continue = !head.old && equals_ignoring_case(value, "100-continue");
    }
  }
  head.keep_alive = head.keep_alive && !closes;
  return true;
}

/// Line ends that some take for one and others do not.
bool has_bare_line_end(std::string_view bytes) {
  for (std::size_t at = bytes.find('\n'); at != std::string_view::npos; at = bytes.find('\n', at + 1))
    if (at == 0 || bytes[at - 1] != '\r') return true;
  return false;
}

Parse wait_for_end(std::string_view bytes, RequestHead& head, const HeadLimits& limits) {
  if (has_bare_line_end(bytes)) return Parse::Malformed;
  if (bytes.size() < limits.bytes) return Parse::NeedMore;
  head.refusal = 431;
  return Parse::Malformed;
}

}  // namespace

bool is_token(std::string_view text) {
  const auto ok = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
  };
  return !text.empty() && std::ranges::all_of(text, ok);
}

bool names_word(std::string_view list, std::string_view word) {
  while (!list.empty()) {
    const std::size_t comma = list.find(',');
    if (equals_ignoring_case(trim_blanks(list.substr(0, comma)), word)) return true;
    list.remove_prefix(comma == std::string_view::npos ? list.size() : comma + 1);
  }
  return false;
}

std::string_view find_field(const Fields& fields, std::string_view name) {
  for (const auto& [field, value] : fields) {
    if (equals_ignoring_case(field, name)) return value;
  }
  return {};
}

Parse parse_head(std::string_view bytes, RequestHead& head, HeadLimits limits) {
  head = {};
  const std::size_t end = bytes.substr(0, limits.bytes).find("\r\n\r\n");
  if (end == std::string_view::npos) return wait_for_end(bytes, head, limits);
  head.size = end + 4;
  std::string_view rest = bytes.substr(0, end + 2);
  const auto next_line = [&rest] {
    const std::size_t stop = rest.find("\r\n");
    const std::string_view line = rest.substr(0, stop);
    rest.remove_prefix(stop + 2);
    return line;
  };
  if (!read_request_line(next_line(), head)) return Parse::Malformed;
  while (!rest.empty()) {
    const auto field = parse_field(next_line());
    if (!field) return Parse::Malformed;
    if (head.fields.size() == limits.fields) {
      head.refusal = 431;
      return Parse::Malformed;
    }
    head.fields.emplace_back(field->name, field->value);
  }
  return read_framing(head) ? Parse::Done : Parse::Malformed;
}

// Collects a line that ends with CR LF in line_, without its end.
Parse ChunkedBody::take_line(std::string_view& bytes, std::size_t limit) {
  const std::size_t end = bytes.find('\n');
  const std::size_t taken = end == std::string_view::npos ? bytes.size() : end + 1;
  if (line_.size() + taken > limit) return Parse::Malformed;
  line_.append(bytes.substr(0, taken));
  bytes.remove_prefix(taken);
  if (end == std::string_view::npos) return Parse::NeedMore;
  if (!line_.ends_with("\r\n")) return Parse::Malformed;
  line_.resize(line_.size() - 2);
  return Parse::Done;
}

/// Blanks may stand between the size and an extension, and nowhere else: servers that read `3 ` or a bare CR in another way
/// would see other requests. Source: RFC 9112, sections 2.2 and 7.1.1.
Parse ChunkedBody::read_size() {
  const std::string_view line = line_;
  const std::size_t extension = line.find(';');
  std::string_view digits = line.substr(0, extension);
  if (extension != std::string_view::npos) digits = digits.substr(0, digits.find_last_not_of(" \t") + 1);
  const auto size = line.find('\r') == std::string_view::npos ? parse_number(digits, 16) : std::nullopt;
  line_.clear();
  if (!size) return Parse::Malformed;
  left_ = *size;
  state_ = left_ == 0 ? State::Trailers : State::Data;
  return Parse::Done;
}

Parse ChunkedBody::read_trailer() {
  trailer_bytes_ += line_.size() + 2;
  if (trailer_bytes_ > kMaxTrailerBytes) return Parse::Malformed;
  if (line_.empty()) {
    state_ = State::Done;
    return Parse::Done;
  }
  const auto field = parse_field(line_);
  if (!field) return Parse::Malformed;
  trailers_.emplace_back(field->name, field->value);
  line_.clear();
  return Parse::Done;
}

Parse ChunkedBody::feed(std::string_view& bytes, std::string& data) {
  while (state_ != State::Done) {
    if (state_ == State::Data) {
      if (bytes.empty()) return Parse::NeedMore;
      const std::size_t taken = static_cast<std::size_t>(std::min<std::uint64_t>(left_, bytes.size()));
      data.append(bytes.substr(0, taken));
      bytes.remove_prefix(taken);
      left_ -= taken;
      if (left_ == 0) state_ = State::DataEnd;
      continue;
    }
    const std::size_t limit = state_ == State::Trailers ? kMaxTrailerBytes : kMaxChunkLine;
    const Parse line = take_line(bytes, limit);
    if (line != Parse::Done) return line;
    Parse step = Parse::Done;
    if (state_ == State::Size) {
      step = read_size();
    } else if (state_ == State::Trailers) {
      step = read_trailer();
    } else if (line_.empty()) {
      state_ = State::Size;
    } else {
      step = Parse::Malformed;
    }
    if (step != Parse::Done) return step;
  }
  return Parse::Done;
}

}  // namespace cxsam::http
