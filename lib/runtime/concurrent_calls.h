// The invocations of a process that takes several at once: each has a session of its own, and the process asks for any of them.
// Source: AWS Lambda developer guide, "Using the Lambda runtime API for custom runtimes": Lambda Managed Instances.
#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "loop/signal.h"
#include "runtime/messages.h"
#include "runtime/session.h"

namespace cxsam::runtime {

class ConcurrentCalls {
 public:
  explicit ConcurrentCalls(Clock& clock) : changed_(clock) {}

  // For the invoking side.
  void add(std::shared_ptr<Session> session) { sessions_.push_back(std::move(session)); }
  void remove(const Session& session);
  [[nodiscard]] const std::vector<std::shared_ptr<Session>>& sessions() const { return sessions_; }
  void offer(Session& session, Event event);
  /// Nobody waits for this one any more. The process goes on with it: its answer is taken and dropped.
  void give_up(const std::string& request_id);
  /// A new process: it knows of nothing.
  void clear();
  void wake() { changed_.notify(); }

  // For the process's side.
  /// As Session::next(), for any of the invocations. `process` is the session that knows whether the process lives.
  Task<std::optional<Event>> next(Session& process, const bool& gone);
  /// That of the invocation; null when there is none.
  [[nodiscard]] std::shared_ptr<Session> find(std::string_view request_id) const;
  /// Whether this was given up. It is forgotten with the question.
  bool take_given_up(std::string_view request_id);

 private:
  std::vector<std::shared_ptr<Session>> sessions_;
  std::deque<Event> waiting_;
  std::set<std::string, std::less<>> given_up_;  // at most as many as the process has handlers that do not come to an end
  Signal changed_;
};

}  // namespace cxsam::runtime
