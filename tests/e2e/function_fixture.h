// A function with its code in a temporary folder, run by the real runtime.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/hash.h"
#include "invoke/log_text.h"
#include "json/json.h"
#include "runtime/pool.h"
#include "runtime/process_sandbox.h"
#include "tests/support/scratch_folder.h"

namespace cxsam::testing {

struct Answer {
  invoke::Outcome outcome;
  std::string body;
  std::string content_type;
  Json json() const { return parse_json(body).value_or(Json()); }
};

class FunctionFixture {
 public:
  explicit FunctionFixture(std::string runtime, std::string handler = "app.handler") {
    spec.function.logical_id = spec.function.name = "TestFunction";
    spec.function.arn = "arn:aws:lambda:us-east-1:123456789012:function:TestFunction";
    spec.function.runtime = std::move(runtime);
    spec.function.handler = std::move(handler);
    spec.function.timeout_s = 20;
    spec.function.memory_mb = 512;
    spec.code = code.path();
  }

  FunctionFixture(const FunctionFixture&) = delete;
  FunctionFixture& operator=(const FunctionFixture&) = delete;
  /// Returns when every process has ended.
  ~FunctionFixture() { close(); }

  /// The same, while what was logged is still of interest.
  void close() {
    if (!pool_) return;
    pool_->close();
    bool ended = false;
    spawn(loop, "end", wait_for_end(ended));
    loop.restart();
    while (!ended) loop.run_one();
    pool_.reset();
  }

  /// Without namespaces, whatever the machine allows.
  void plain() { host_ = std::make_unique<runtime::Host>(system.world, journal_, runtime::Isolation{}); }

  runtime::Pool& pool() {
    if (!host_) host_ = std::make_unique<runtime::Host>(system.world, journal_);
    if (!pool_)
      pool_ = std::make_unique<runtime::Pool>(*host_, std::make_shared<runtime::FunctionSpec>(spec),
                                              runtime::process_sandboxes(*host_));
    return *pool_;
  }

  Answer invoke(std::string payload = "{}") { return invoke_all({std::move(payload)}).front(); }

  /// At the same time.
  std::vector<Answer> invoke_all(const std::vector<std::string>& payloads) {
    std::vector<Answer> answers(payloads.size());
    std::size_t left = payloads.size();
    for (std::size_t i = 0; i < payloads.size(); ++i) spawn(loop, "test", one(payloads[i], answers[i], left));
    loop.restart();
    while (left > 0) loop.run_one();
    return answers;
  }

  test::ScratchFolder code;
  runtime::FunctionSpec spec;
  std::string log;
  SystemWorld system;
  Loop& loop = system.loop;

 private:
  struct Lines final : invoke::Journal {
    explicit Lines(std::string& to) : text(to) {}
    void record(const invoke::LogEvent& event) override { add_text(text, event); }
    std::string& text;
  };

  Task<void> wait_for_end(bool& ended) {
    co_await host_->farewells().join();
    ended = true;
  }

  Task<void> one(std::string payload, Answer& answer, std::size_t& left) {
    invoke::BufferedResponse sink;
    invoke::Invocation invocation;
    invocation.request_id = make_uuid();
    invocation.payload = std::move(payload);
    answer.outcome = co_await pool().invoke(invocation, sink);
    answer.body = std::move(sink.body);
    answer.content_type = std::move(sink.content_type);
    --left;
  }

  Lines journal_{log};
  std::unique_ptr<runtime::Host> host_;
  std::unique_ptr<runtime::Pool> pool_;
};

}  // namespace cxsam::testing
