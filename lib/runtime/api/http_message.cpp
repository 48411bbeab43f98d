#include "runtime/api/http_message.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/text.h"

namespace cxsam::runtime {
namespace {

constexpr std::size_t kMaxChunkLine = 1024;
constexpr std::size_t kMaxTrailerBytes = std::size_t{64} << 10U;

// RFC 9110, 5.6.2: the characters of a field name or method.
bool is_token(std::string_view text) {
  const auto ok = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
  };
  return !text.empty() && std::ranges::all_of(text, ok);
}

bool is_field_value(std::string_view text) {
  return std::ranges::none_of(text, [](char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7F; });
}

bool is_target(std::string_view text) {
  return text.starts_with('/') && std::ranges::all_of(text, [](char c) { return c > 0x20 && c < 0x7F; });
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

bool read_request_line(std::string_view line, RequestHead& head) {
  const std::size_t first = line.find(' ');
  const std::size_t last = line.rfind(' ');
  if (first == std::string_view::npos || first == last) return false;
  head.method = line.substr(0, first);
  head.target = line.substr(first + 1, last - first - 1);
  const std::string_view version = line.substr(last + 1);
  head.keep_alive = version == "HTTP/1.1";
  return is_token(head.method) && is_target(head.target) && (version == "HTTP/1.1" || version == "HTTP/1.0");
}

// Two lengths, a length beside chunked, or an unknown coding would let client and server disagree about where the body ends.
bool read_framing(RequestHead& head) {
  bool has_length = false;
  for (const auto& [name, value] : head.fields) {
    if (equals_ignoring_case(name, "content-length")) {
      const auto length = parse_number(value, 10);
      if (!length || has_length) return false;
      has_length = true;
      head.framing = Framing::Length;
      head.content_length = *length;
    } else if (equals_ignoring_case(name, "connection")) {
      if (equals_ignoring_case(value, "close")) head.keep_alive = false;
      if (equals_ignoring_case(value, "keep-alive")) head.keep_alive = true;
    } else if (equals_ignoring_case(name, "expect")) {
      head.expects_continue = equals_ignoring_case(value, "100-continue");
    }
  }
  bool chunked = false;
  for (const auto& [name, value] : head.fields) {
    if (!equals_ignoring_case(name, "transfer-encoding")) continue;
    if (has_length || chunked || !equals_ignoring_case(value, "chunked")) return false;
    chunked = true;
  }
  if (chunked) head.framing = Framing::Chunked;
  return true;
}

std::string_view reason(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 202:
      return "Accepted";
    case 400:
      return "Bad Request";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 413:
      return "Request Entity Too Large";
    default:
      return "Internal Server Error";
  }
}

}  // namespace

std::string_view find_field(const Fields& fields, std::string_view name) {
  for (const auto& [field, value] : fields) {
    if (equals_ignoring_case(field, name)) return value;
  }
  return {};
}

Parse parse_head(std::string_view bytes, RequestHead& head) {
  head = {};
  const std::size_t end = bytes.substr(0, kMaxHeadBytes).find("\r\n\r\n");
  if (end == std::string_view::npos) return bytes.size() < kMaxHeadBytes ? Parse::NeedMore : Parse::Malformed;
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
    if (!field || head.fields.size() == kMaxFields) return Parse::Malformed;
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

Parse ChunkedBody::read_size() {
  const std::string_view digits = trim_blanks(std::string_view(line_).substr(0, line_.find(';')));
  const auto size = parse_number(digits, 16);
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

std::string render_answer(int status, std::string_view content_type, std::string_view extra_fields, std::string_view body,
                          bool keep_alive) {
  std::string answer;
  answer.reserve(160 + extra_fields.size() + body.size());
  answer.append("HTTP/1.1 ").append(std::to_string(status)).append(" ").append(reason(status)).append("\r\n");
  if (!content_type.empty()) answer.append("Content-Type: ").append(content_type).append("\r\n");
  answer.append(extra_fields);
  answer.append("Content-Length: ").append(std::to_string(body.size())).append("\r\n");
  if (!keep_alive) answer.append("Connection: close\r\n");
  answer.append("\r\n").append(body);
  return answer;
}

}  // namespace cxsam::runtime
