// The bytes of one connection of a runtime client: requests come off it, answers go onto it.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include <boost/asio/ip/tcp.hpp>

#include "http/message.h"
#include "loop/task.h"
#include "runtime/api/extension_calls.h"
#include "runtime/api/routes.h"

namespace cxsam::runtime {

/// What is kept of a request head: the buffer under its views moves on while the body is read.
struct ApiRequest {
  std::string method, content_type, error_type, response_mode;
  Route route;
  KeptFields fields;  // of a call of an extension
  bool keep_alive = true;
  http::Framing framing = http::Framing::None;
  std::uint64_t left = 0;  // of a body with a length
  http::ChunkedBody chunked;
  bool body_done = false;
};

class ClientStream {
 public:
  explicit ClientStream(boost::asio::ip::tcp::socket socket);

  /// The next request, up to its body. NeedMore: there is none, the client has gone.
  Task<http::Parse> read_head(ApiRequest& request);
  /// The bytes of the body that are there, or that come next. Malformed: broken off or not well-formed.
  Task<http::Parse> read_part(ApiRequest& request, std::string& part);
  /// NeedMore: the body is larger than any legal one; the rest was read and dropped so that the client hears the answer.
  Task<http::Parse> read_body(ApiRequest& request, std::string& body);
  /// False when no further request can come.
  Task<bool> send(const ApiRequest& request, int status, std::string_view type, std::string_view fields, std::string_view body);

  [[nodiscard]] boost::asio::ip::tcp::socket& socket() { return socket_; }
  /// Ends what waits for the socket.
  void cancel();
  void close();

 private:
  Task<bool> read_more();
  Task<bool> write(std::string bytes);

  boost::asio::ip::tcp::socket socket_;
  std::string buffer_;               // read and not yet taken
  std::unique_ptr<char[]> scratch_;  // for one read
};

}  // namespace cxsam::runtime
