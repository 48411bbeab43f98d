#include "invoke/invoke.h"

#include <utility>

namespace cxsam::invoke {

Task<bool> ResponseSink::room(Clock::TimePoint /*until*/) { co_return true; }

Task<void> BufferedResponse::head(std::string type) {
  content_type = std::move(type);
  co_return;
}

Task<void> BufferedResponse::write(std::string bytes) {
  if (body.empty()) {
    body = std::move(bytes);
  } else {
    body += bytes;
  }
  co_return;
}

Task<void> answer_with_error(ResponseSink& sink, Outcome& outcome, std::string document) {
  if (sink.streams()) {
    outcome.error_document = std::move(document);
    co_return;
  }
  co_await sink.head("application/json");
  co_await sink.write(std::move(document));
}

}  // namespace cxsam::invoke
