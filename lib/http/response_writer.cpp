#include "http/response_writer.h"

#include <algorithm>

#include "base/text.h"
#include "base/time_text.h"
#include "http/message.h"

namespace cxsam::http {
namespace {

struct Phrase {
  int status;
  std::string_view text;
};

// Source: IANA, "Hypertext Transfer Protocol (HTTP) Status Code Registry".
constexpr Phrase kPhrases[] = {
    {100, "Continue"},
    {101, "Switching Protocols"},
    {102, "Processing"},
    {103, "Early Hints"},
    {200, "OK"},
    {201, "Created"},
    {202, "Accepted"},
    {203, "Non-Authoritative Information"},
    {204, "No Content"},
    {205, "Reset Content"},
    {206, "Partial Content"},
    {207, "Multi-Status"},
    {208, "Already Reported"},
    {226, "IM Used"},
    {300, "Multiple Choices"},
    {301, "Moved Permanently"},
    {302, "Found"},
    {303, "See Other"},
    {304, "Not Modified"},
    {305, "Use Proxy"},
    {307, "Temporary Redirect"},
    {308, "Permanent Redirect"},
    {400, "Bad Request"},
    {401, "Unauthorized"},
    {402, "Payment Required"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {406, "Not Acceptable"},
    {407, "Proxy Authentication Required"},
    {408, "Request Timeout"},
    {409, "Conflict"},
    {410, "Gone"},
    {411, "Length Required"},
    {412, "Precondition Failed"},
    {413, "Content Too Large"},
    {414, "URI Too Long"},
    {415, "Unsupported Media Type"},
    {416, "Range Not Satisfiable"},
    {417, "Expectation Failed"},
    {421, "Misdirected Request"},
    {422, "Unprocessable Content"},
    {423, "Locked"},
    {424, "Failed Dependency"},
    {425, "Too Early"},
    {426, "Upgrade Required"},
    {428, "Precondition Required"},
    {429, "Too Many Requests"},
    {431, "Request Header Fields Too Large"},
    {451, "Unavailable For Legal Reasons"},
    {500, "Internal Server Error"},
    {501, "Not Implemented"},
    {502, "Bad Gateway"},
    {503, "Service Unavailable"},
    {504, "Gateway Timeout"},
    {505, "HTTP Version Not Supported"},
    {506, "Variant Also Negotiates"},
    {507, "Insufficient Storage"},
    {508, "Loop Detected"},
    {511, "Network Authentication Required"},
};

void append_value(std::string& head, std::string_view value) {
  const std::size_t begin = head.size();
  head += value;
  std::replace_if(
      head.begin() + static_cast<std::ptrdiff_t>(begin), head.end(), [](char c) { return c == '\r' || c == '\n' || c == '\0'; },
      ' ');
}

bool is_servers_own(std::string_view name) {
  return equals_ignoring_case(name, "content-length") || equals_ignoring_case(name, "connection") ||
         equals_ignoring_case(name, "transfer-encoding");
}

/// The status line and the handler's headers.
std::string begin_head(const Response& response) {
  std::string head;
  head.reserve(512);
  head += "HTTP/1.1 ";
  head += std::to_string(response.status);
  head += ' ';
  head += reason_phrase(response.status);
  head += "\r\n";
  for (const auto& [name, value] : response.headers) {
    if (!is_token(name) || is_servers_own(name)) continue;
    head += name;
    head += ": ";
    append_value(head, value);
    head += "\r\n";
  }
  return head;
}

}  // namespace

std::string_view find_header(const Headers& headers, std::string_view name) {
  for (const auto& [key, value] : headers) {
    if (equals_ignoring_case(key, name)) return value;
  }
  return "";
}

bool header_lists(const Headers& headers, std::string_view name, std::string_view word) {
  return std::ranges::any_of(
      headers, [&](const auto& header) { return equals_ignoring_case(header.first, name) && names_word(header.second, word); });
}

bool may_have_body(int status) { return status >= 200 && status != 204 && status != 304; }

std::string_view reason_phrase(int status) {
  const auto* found = std::ranges::lower_bound(kPhrases, status, {}, &Phrase::status);
  return found == std::end(kPhrases) || found->status != status ? "" : found->text;
}

std::string write_head(const Response& response, WireOptions options, std::chrono::system_clock::time_point now) {
  std::string head = begin_head(response);
  if (find_header(response.headers, "date").empty()) {
    head += "Date: ";
    head += http_date(now);
    head += "\r\n";
  }
  if (response.stream && may_have_body(response.status)) {
    if (options.chunked) head += "Transfer-Encoding: chunked\r\n";
  } else if (may_have_body(response.status)) {
    head += "Content-Length: ";
    head += std::to_string(response.body.size());
    head += "\r\n";
  }
  head += options.keep_alive ? "Connection: keep-alive\r\n\r\n" : "Connection: close\r\n\r\n";
  return head;
}

std::string write_upgrade(const Response& response, std::string_view accept_key) {
  std::string head = begin_head(response);
  head += "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ";
  head += accept_key;
  head += "\r\n\r\n";
  return head;
}

}  // namespace cxsam::http
