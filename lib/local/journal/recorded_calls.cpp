#include "local/journal/recorded_calls.h"

#include <cmath>
#include <utility>

#include "base/text.h"
#include "base/time_text.h"
#include "gateway/request_ids.h"
#include "invoke/outcome_name.h"
#include "json/json.h"
#include "local/journal/payload.h"

namespace cxsam::local {
namespace {

constexpr std::size_t kMaxAnswer = std::size_t{8} << 20U;  // of a stream, its beginning

/// Keeps what passes.
class Tee final : public invoke::ResponseSink {
 public:
  explicit Tee(invoke::ResponseSink& next) : next_(next) {}
  [[nodiscard]] bool streams() const override { return next_.streams(); }
  Task<void> head(std::string type) override {
    content_type = type;
    co_await next_.head(std::move(type));
  }
  Task<void> write(std::string bytes) override {
    size += bytes.size();
    if (body.size() < kMaxAnswer) body.append(bytes, 0, kMaxAnswer - body.size());
    co_await next_.write(std::move(bytes));
  }
  Task<bool> room(Clock::TimePoint until) override { co_return co_await next_.room(until); }

  std::string content_type;
  std::string body;
  std::uint64_t size = 0;

 private:
  invoke::ResponseSink& next_;
};

void add_text(Json& line, const char* name, const std::string& value) {
  if (!value.empty()) line[name] = value;
}

double milliseconds(std::chrono::nanoseconds duration) {
  return std::round(std::chrono::duration<double, std::milli>(duration).count() * 1000) / 1000;
}

class RecordedCalls final : public invoke::Invoker {
 public:
  RecordedCalls(const World& world, std::string function, bool sampled, std::shared_ptr<invoke::Invoker> next,
                std::shared_ptr<JournalFile> file)
      : world_(world), function_(std::move(function)), sampled_(sampled), next_(std::move(next)), file_(std::move(file)) {}

  Task<invoke::Outcome> invoke(invoke::Invocation& invocation, invoke::ResponseSink& sink) override {
    const std::shared_ptr<JournalFile> file = file_;
    const std::shared_ptr<invoke::Invoker> next = next_;
    const std::string function = function_;
    Clock& clock = world_.clock;
    invocation.trace_id = trace_of(invocation.trace_id);
    const std::string request_id = invocation.request_id;
    Json call = begin(clock, "call", function, request_id);
    if (invocation.version != "$LATEST") call["version"] = invocation.version;
    add_text(call, "functionArn", invocation.function_arn);
    add_text(call, "traceId", invocation.trace_id);
    add_text(call, "clientContext", invocation.client_context);
    add_text(call, "cognitoIdentity", invocation.cognito_identity);
    add_text(call, "tenantId", invocation.tenant_id);
    add_payload(call, "event", invocation.payload);
    file->write(dump_json(call) + "\n");

    Tee tee(sink);
    const Clock::TimePoint start = clock.now();
    invoke::Outcome outcome = co_await next->invoke(invocation, tee);
    Json answer = begin(clock, "answer", function, request_id);
    answer["outcome"] = invoke::name_of(outcome.kind);
    add_text(answer, "errorType", outcome.error_type);
    answer["durationMs"] = milliseconds(clock.now() - start);
    add_text(answer, "contentType", tee.content_type);
    if (tee.size > tee.body.size()) answer["bytes"] = tee.size;
    add_payload(answer, "answer", outcome.error_document.empty() ? tee.body : outcome.error_document);
    file->write(dump_json(answer) + "\n");
    co_return outcome;
  }

 private:
  static Json begin(const Clock& clock, std::string_view kind, const std::string& function, const std::string& request_id) {
    return {{"time", iso_time(clock.wall())}, {"kind", kind}, {"function", function}, {"requestId", request_id}};
  }

  // Source: AWS X-Ray developer guide, "Tracing header".
  [[nodiscard]] std::string trace_of(const std::string& given) const {
    std::string trace = given.empty() ? gateway::make_request_ids(world_, "").trace : given;
    return sampled_ ? replace_all(std::move(trace), "Sampled=0", "Sampled=1") : trace;
  }

  World world_;
  std::string function_;
  bool sampled_;
  std::shared_ptr<invoke::Invoker> next_;
  std::shared_ptr<JournalFile> file_;
};

}  // namespace

std::shared_ptr<invoke::Invoker> recorded(const World& world, std::string function, bool sampled,
                                          std::shared_ptr<invoke::Invoker> next, std::shared_ptr<JournalFile> file) {
  return std::make_shared<RecordedCalls>(world, std::move(function), sampled, std::move(next), std::move(file));
}

}  // namespace cxsam::local
