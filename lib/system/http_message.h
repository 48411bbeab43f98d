// A request to a server elsewhere, and what it answers.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace cxsam::system {

struct HttpHeader {
  std::string name;
  std::string value;
};

using HttpHeaders = std::vector<HttpHeader>;

/// The value of the first header of that name, in any case; null when there is none.
const std::string* find_header(const HttpHeaders& headers, std::string_view name);

/// Sets the header in place of all of its name.
void set_header(HttpHeaders& headers, std::string_view name, std::string_view value);

struct HttpRequest {
  std::string method = "GET";
  std::string url;  // percent-encoded: "https://host:port/path?query"
  HttpHeaders headers = {};
  std::string body = {};
  std::chrono::milliseconds connect_timeout{60'000};
  std::chrono::milliseconds silence_timeout{60'000};  // so long without a byte in either direction
  bool direct = false;                                // no proxy, whatever the environment says
  bool at_most_once = false;  // it has a connection of its own: what a kept one leaves unanswered is sent again on another
  std::size_t most_bytes = std::size_t{256} << 20U;  // of an answer's body, which is kept in memory
  /// Gets the body of a successful answer as it comes, on the loop; the answer's own body stays empty then.
  std::function<void(std::string_view)> take_piece = nullptr;
};

struct HttpAnswer {
  int status = 0;
  HttpHeaders headers = {};
  std::string body = {};
};

/// The parts of a URL as they are written.
struct Url {
  std::string_view scheme;  // "https"; "" for a URL that begins with its path
  std::string_view host;    // with its port, without user
  std::string_view path;    // "" or from its slash
  std::string_view query;   // without the question mark
};

Url split_url(std::string_view url);

}  // namespace cxsam::system
