// One connection of a runtime client: requests in, answers out, until either side closes.
#pragma once

#include <memory>
#include <string>

#include <boost/asio/ip/tcp.hpp>

#include "loop/world.h"
#include "runtime/api/client_stream.h"
#include "runtime/api/extension_calls.h"
#include "runtime/api/routes.h"
#include "runtime/concurrent_calls.h"
#include "runtime/session.h"

namespace cxsam::runtime {

class ApiConnection : public std::enable_shared_from_this<ApiConnection> {
 public:
  /// `calls`: of a process that takes several invocations at once; else null.
  ApiConnection(const World& world, boost::asio::ip::tcp::socket socket, std::shared_ptr<Session> session,
                std::shared_ptr<ConcurrentCalls> calls);

  Task<void> run();
  void close() { client_.close(); }

 private:
  Task<bool> dispatch(ApiRequest& request);
  Task<bool> take_end(ApiRequest& request);
  Task<bool> answer_next(ApiRequest& request);
  Task<bool> answer_extension(ApiRequest& request, std::string body);
  Task<bool> answer_extension_next(ApiRequest& request);
  Task<bool> take_response(ApiRequest& request, Session& session);
  Task<bool> take_stream(ApiRequest& request, Session& session);
  Task<bool> take_whole(ApiRequest& request, Session& session);
  Task<bool> take_error(ApiRequest& request, Session& session);
  Task<bool> drop_answer(ApiRequest& request);
  Task<bool> take_init_error(ApiRequest& request);
  Task<bool> answer_restore(ApiRequest& request);
  [[nodiscard]] bool has(Call call) const;
  Task<bool> refuse(ApiRequest& request, Refusal refusal);
  Task<bool> accept(const ApiRequest& request);
  Task<bool> reply(const ApiRequest& request, Reply reply);
  void watch_for_close(std::shared_ptr<bool> gone);

  World world_;
  ClientStream client_;
  std::shared_ptr<Session> session_;
  std::shared_ptr<ConcurrentCalls> calls_;
};

/// Serves until the connection closes.
Task<void> serve(std::shared_ptr<ApiConnection> connection);

}  // namespace cxsam::runtime
