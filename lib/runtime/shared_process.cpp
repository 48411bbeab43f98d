#include "runtime/shared_process.h"

#include <algorithm>
#include <utility>

#include "runtime/instance_times.h"

namespace cxsam::runtime {
namespace {

/// The process as one of its instances has it.
class Place final : public Sandbox {
 public:
  Place(std::shared_ptr<SharedProcess> process, std::shared_ptr<Session> session)
      : process_(std::move(process)), session_(std::move(session)) {}
  ~Place() override { leave(); }

  bool joins() const override { return process_->runs(); }
  Result<void> start() override { return process_->start(*session_); }
  void kill() override { process_->kill(*session_); }
  void destroy() override {
    process_->sandbox().destroy();
    session_->ended({});
  }
  bool abandon() override {
    process_->calls().give_up(session_->request_id());
    session_->ended({});
    return true;
  }
  void offer(Event event) override { process_->calls().offer(*session_, std::move(event)); }
  void close() override { leave(); }
  void flush_output() override { process_->sandbox().flush_output(); }
  std::uint64_t used_memory() override { return process_->sandbox().used_memory(); }
  std::uint64_t peak_memory() override { return process_->sandbox().peak_memory(); }
  bool killed_for_memory() const override { return process_->sandbox().killed_for_memory(); }
  const std::string& failure() const override { return process_->sandbox().failure(); }
  bool usable() const override { return !closed_ && process_->usable(); }

 private:
  void leave() {
    if (!std::exchange(closed_, true)) process_->leave(*session_);
  }

  std::shared_ptr<SharedProcess> process_;
  std::shared_ptr<Session> session_;
  bool closed_ = false;
};

}  // namespace

SharedProcess::SharedProcess(Host& host, std::size_t places, const FunctionIdentity& function)
    : host_(host),
      places_(places),
      process_(std::make_shared<Session>(host.world().clock, function)),
      processes_(host.world(), process_),
      calls_(std::make_shared<ConcurrentCalls>(host.world().clock)) {}

std::shared_ptr<SharedProcess> SharedProcess::make(Host& host, std::size_t places, const FunctionIdentity& function,
                                                   const Maker& maker) {
  std::shared_ptr<SharedProcess> made(new SharedProcess(host, places, function));
  const auto output = [process = made.get()](std::string_view lines, OutputOf of) { process->write(lines, of); };
  made->processes_.set_sandbox(maker(made->process_, output, made->calls_));
  spawn(host.world().loop, "shared process", follow(made));
  return made;
}

std::unique_ptr<Sandbox> SharedProcess::join(std::shared_ptr<Session> session, OutputWriter output) {
  session->share_telemetry(process_);
  calls_->add(session);
  outputs_.push_back({session.get(), std::move(output)});
  return std::make_unique<Place>(shared_from_this(), std::move(session));
}

// The instances are alike to the process: one of them writes for all. Extensions outlive them.
void SharedProcess::write(std::string_view lines, OutputOf of) const {
  if (!outputs_.empty()) return outputs_.front().write(lines, of);
  const invoke::LogEvent::Output output{lines, of == OutputOf::Extension};
  host_.journal().record({.time = host_.world().clock.wall(), .function = process_->function().path, .what = output});
}

Result<void> SharedProcess::start(const Session& session) {
  if (!process_->stopped()) {
    tell();
    return {};
  }
  tell_end(&session);
  end_told_ = false;
  calls_->clear();
  processes_.begin();
  return processes_.start();
}

void SharedProcess::kill(Session& session) {
  if (process_->stopped()) {
    session.ended(process_->end());
  } else {
    sandbox().kill();
  }
}

// What has become of the process, to all who wait for it.
void SharedProcess::tell() {
  using State = Session::State;
  if (!process_->stopped() && process_->extensions().fault()) processes_.kill();
  if (process_->stopped()) return tell_end();
  const bool ready = process_->state() == State::Ready && process_->extensions().ready();
  const auto sessions = calls_->sessions();
  for (const auto& session : sessions) {
    if (session->state() != State::Started) continue;
    if (ready) session->ready();
    if (const auto& failure = process_->init_failure()) session->fail_init(*failure);
  }
}

void SharedProcess::tell_end(const Session* but) {
  if (std::exchange(end_told_, true)) return;
  calls_->wake();
  const auto sessions = calls_->sessions();
  for (const auto& session : sessions)
    if (session.get() != but && !session->stopped()) session->ended(process_->end());
}

Task<void> SharedProcess::follow(std::shared_ptr<SharedProcess> self) {
  while (!self->closed_) {
    co_await self->process_->wait();
    if (self->closed_) co_return;
    if (self->processes_.runtime_is_due()) {
      [[maybe_unused]] const auto started = self->processes_.start_runtime();  // shows as the end of the process
    }
    self->tell();
  }
}

void SharedProcess::leave(const Session& session) {
  calls_->remove(session);
  std::erase_if(outputs_, [&](const Output& output) { return output.of == &session; });
  if (calls_->sessions().empty()) close();
}

void SharedProcess::close() {
  if (std::exchange(closed_, true)) return;
  process_->notify();
  if (process_->extensions().any()) {
    host_.farewells().spawn("extensions' end", see_off(shared_from_this()));
  } else {
    sandbox().close();
  }
}

Task<void> SharedProcess::see_off(std::shared_ptr<SharedProcess> self) {
  co_await self->processes_.end_extensions(kSpindown);
  self->sandbox().close();
}

}  // namespace cxsam::runtime
