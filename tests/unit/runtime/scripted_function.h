// Instances without processes: sandboxes that follow a script under a clock that the test moves.
#pragma once

#include <csignal>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "runtime/host.h"
#include "runtime/sandbox.h"
#include "tests/support/manual_world.h"

namespace cxsam::test {

/// What processes do, and what was done to them.
struct Script {
  std::chrono::nanoseconds makes_in{};  // a sandbox
  std::chrono::nanoseconds initialises_in = std::chrono::milliseconds(100);
  std::chrono::nanoseconds answers_in = std::chrono::milliseconds(10);
  std::string answer = R"("done")";
  std::optional<runtime::Failure> init_failure;
  bool ends_with_init_failure = false;  // at once, before anybody has looked
  bool hangs = false;                   // gives no answer
  bool finishes = true;                 // else there is always more to come of it
  bool dies_by_kill = true;             // else by destroy() alone
  std::uint64_t memory = 0;             // in use by all processes
  std::chrono::nanoseconds worked{};    // by each process; the test lets it grow
  std::string start_failure;            // why no process can be started
  std::string make_failure;             // why no sandbox can be made
  std::vector<std::string> extensions;

  int sandboxes = 0;
  int starts = 0;
  int kills = 0;
  int closed = 0;
  int gave_way = 0;
};

class ScriptedSandbox final : public runtime::Sandbox {
 public:
  ScriptedSandbox(World world, Script& script, std::shared_ptr<runtime::Session> session, runtime::OutputWriter output)
      : world_(world), script_(script), session_(std::move(session)), output_(std::move(output)) {}

  [[nodiscard]] std::vector<std::string> extensions() const override { return script_.extensions; }
  Result<void> start() override {
    ++script_.starts;
    failure_ = script_.start_failure;
    if (failure_.empty()) {
      spawn(world_.loop, "process", initialise(world_, script_, session_, life_));
    } else {
      usable_ = false;
      session_->ended({});
    }
    return {};
  }
  void kill() override {
    ++script_.kills;
    if (script_.dies_by_kill) end(SIGKILL);
  }
  void destroy() override {
    usable_ = false;
    end(SIGKILL);
  }
  void offer(runtime::Event event) override {
    output_("working on " + event.payload + "\n", runtime::OutputOf::Function);
    session_->offer(std::move(event));
    spawn(world_.loop, "process", answer(world_, script_, session_, life_));
  }
  void close() override {
    if (std::exchange(usable_, false)) ++script_.closed;
    *life_ = false;
  }
  void flush_output() override {}
  std::uint64_t used_memory() override { return script_.memory; }
  std::uint64_t peak_memory() override { return script_.memory; }
  std::chrono::nanoseconds processor_time() override { return script_.worked; }
  void give_way() override { ++script_.gave_way; }
  const std::string& failure() const override { return failure_; }
  bool usable() const override { return usable_; }

 private:
  using Life = std::shared_ptr<bool>;  // of one process: false once it has ended

  static Task<void> initialise(World world, Script& script, std::shared_ptr<runtime::Session> session, Life life) {
    co_await world.clock.sleep_for(script.initialises_in);
    if (!*life) co_return;
    if (script.init_failure) {
      session->fail_init(*script.init_failure);
      if (script.ends_with_init_failure) session->ended({});
    } else {
      session->ready();
    }
  }
  static Task<void> answer(World world, Script& script, std::shared_ptr<runtime::Session> session, Life life) {
    if (script.hangs) co_return;
    const std::string text = script.answer;
    co_await world.clock.sleep_for(script.answers_in);
    if (!*life) co_return;
    session->begin_response(session->request_id());
    session->set_content_type("application/json");
    session->add_part(text);
    if (!script.finishes) co_return;
    session->finish();
    session->ready();
  }
  void end(int wait_status) {
    *life_ = false;
    life_ = std::make_shared<bool>(true);
    session_->ended({wait_status, script_.memory});
  }

  World world_;
  Script& script_;
  std::shared_ptr<runtime::Session> session_;
  runtime::OutputWriter output_;
  Life life_ = std::make_shared<bool>(true);
  std::string failure_;
  bool usable_ = true;
};

/// Keeps what happens, as "START 1", "END 1", ...
struct RecordedJournal final : invoke::Journal {
  void record(const invoke::LogEvent& event) override {
    using Event = invoke::LogEvent;
    functions.emplace(event.function);
    const auto add = [&](const std::string& text) { entries.push_back(text); };
    if (std::holds_alternative<Event::InitStart>(event.what)) add("init");
    if (std::holds_alternative<Event::Start>(event.what)) add("start " + std::string(event.request_id));
    if (std::holds_alternative<Event::End>(event.what)) add("end " + std::string(event.request_id));
    if (const auto* output = std::get_if<Event::Output>(&event.what)) add(std::string(output->lines));
    if (std::holds_alternative<Event::TimedOut>(event.what)) add("timed out");
    if (const auto* exited = std::get_if<Event::Exited>(&event.what)) add(exited->over_memory ? "over memory" : "exited");
    if (const auto* note = std::get_if<Event::Note>(&event.what)) add(std::string(note->text));
  }
  std::vector<std::string> entries;
  std::set<std::string> functions;  // of which something was recorded
};

/// A function whose processes follow `script`.
struct ScriptedFunction : ManualWorld {
  using Made = Result<std::unique_ptr<runtime::Sandbox>>;

  ScriptedFunction() {
    spec.function.logical_id = spec.function.name = "Hello";
    spec.function.runtime = "python3.12";
    spec.function.timeout_s = 3;
    spec.function.memory_mb = 128;
  }

  runtime::SandboxMaker maker() {
    return [this](const auto& /*spec*/, auto session, auto output) {
      return make(world, script, std::move(session), std::move(output));
    };
  }
  [[nodiscard]] std::shared_ptr<const runtime::FunctionSpec> shared_spec() const {
    return std::make_shared<const runtime::FunctionSpec>(spec);
  }

  /// A call that is under way, or over.
  struct Call {
    std::optional<invoke::Outcome> outcome;
    invoke::BufferedResponse response;
  };
  template <class Invoker>
  std::shared_ptr<Call> call(Invoker& invoker, const std::string& id) {
    auto made = std::make_shared<Call>();
    spawn(loop, "call", run(invoker, id, made));
    clock.advance({});
    return made;
  }

  runtime::FunctionSpec spec;
  Script script;
  RecordedJournal journal;
  runtime::Host host{world, journal, runtime::Isolation{}};

 private:
  static Task<Made> make(World world, Script& script, std::shared_ptr<runtime::Session> session, runtime::OutputWriter output) {
    if (script.makes_in.count() > 0) co_await world.clock.sleep_for(script.makes_in);
    if (!script.make_failure.empty()) co_return fail(script.make_failure);
    ++script.sandboxes;
    co_return std::make_unique<ScriptedSandbox>(world, script, std::move(session), std::move(output));
  }
  template <class Invoker>
  static Task<void> run(Invoker& invoker, std::string id, std::shared_ptr<Call> call) {
    invoke::Invocation invocation{.request_id = id, .payload = id};
    call->outcome = co_await invoker.invoke(invocation, call->response);
  }
};

}  // namespace cxsam::test
