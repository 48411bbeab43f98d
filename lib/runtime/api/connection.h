// One connection of a runtime client: requests in, answers out, until either side closes.
#pragma once

#include <memory>
#include <string>

#include <boost/asio/ip/tcp.hpp>

#include "http/message.h"
#include "loop/world.h"
#include "runtime/api/extension_calls.h"
#include "runtime/api/routes.h"
#include "runtime/session.h"

namespace cxsam::runtime {

class ApiConnection : public std::enable_shared_from_this<ApiConnection> {
 public:
  ApiConnection(const World& world, boost::asio::ip::tcp::socket socket, std::shared_ptr<Session> session);

  Task<void> run();
  void close();

 private:
  // What is kept of a request head: the buffer under its views moves on while the body is read.
  struct Request {
    std::string method, content_type, error_type, response_mode;
    Route route;
    KeptFields fields;  // of a call of an extension
    bool has_response_mode = false;
    bool keep_alive = true;
    http::Framing framing = http::Framing::None;
    std::uint64_t left = 0;  // of a body with a length
    http::ChunkedBody chunked;
    bool body_done = false;
  };

  Task<bool> read_more();
  Task<bool> read_head(Request& request);
  Task<http::Parse> read_part(Request& request, std::string& part);
  Task<http::Parse> read_body(Request& request, std::string& body);
  Task<bool> dispatch(Request& request);
  Task<bool> answer_next(Request& request);
  Task<bool> answer_extension(Request& request, std::string body);
  Task<bool> answer_extension_next(Request& request);
  Task<bool> take_response(Request& request, std::string id);
  Task<bool> take_stream(Request& request, std::string id);
  Task<bool> take_whole(Request& request, std::string id);
  Task<bool> take_error(Request& request, std::string id);
  Task<bool> take_init_error(Request& request);
  Task<bool> answer_restore(Request& request);
  [[nodiscard]] Route route_of(std::string_view target) const;
  Task<bool> send(const Request& request, int status, std::string_view type, std::string_view fields, std::string_view body);
  Task<bool> refuse(Request& request, Refusal refusal);
  Task<bool> accept(const Request& request);
  Task<bool> reply(const Request& request, Reply reply);
  void watch_for_close(std::shared_ptr<bool> gone);

  World world_;
  boost::asio::ip::tcp::socket socket_;
  std::shared_ptr<Session> session_;
  std::string buffer_;               // read and not yet taken
  std::unique_ptr<char[]> scratch_;  // for one read
};

/// Serves until the connection closes.
Task<void> serve(std::shared_ptr<ApiConnection> connection);

}  // namespace cxsam::runtime
