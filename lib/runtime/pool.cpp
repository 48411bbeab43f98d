#include "runtime/pool.h"

#include <algorithm>
#include <utility>

#include "runtime/documents.h"

namespace cxsam::runtime {
namespace {

using invoke::Outcome;

// What works may wait for what sleeps until it is called, so no caller waits for processors alone for longer.
constexpr std::chrono::seconds kLongestQueue{1};
// Of its time: what works for so much of it has none to give.
constexpr int kBusyPercent = 70;

}  // namespace

Pool::Pool(Host& host, std::shared_ptr<const FunctionSpec> spec, SandboxMaker make_sandbox, PoolLimits limits)
    : host_(host),
      clock_(host.world().clock),
      spec_(std::move(spec)),
      make_sandbox_(std::move(make_sandbox)),
      limits_(limits) {}

Pool::~Pool() { close(); }

Task<Result<std::shared_ptr<Instance>>> Pool::make_instance() {
  const Error ending{"`" + spec_->function.logical_id + "` is called while everything ends"};
  if (closed_) co_return fail(ending);
  ++making_;
  Result<std::shared_ptr<Instance>> instance = fail(ending);
  try {
    instance = co_await Instance::make(host_, spec_, make_sandbox_);
  } catch (...) {
    --making_;
    throw;
  }
  --making_;
  if (instance && closed_) {
    (*instance)->close();
    co_return fail(ending);
  }
  if (instance) {
    instances_.push_back(*instance);
  } else {
    wake_first();
  }
  co_return instance;
}

bool Pool::may_grow() const {
  const auto initialising = std::ranges::count_if(instances_, [](const auto& instance) { return instance->initialising(); });
  return instances_.size() + making_ < limits_.instances &&
         static_cast<std::uint32_t>(initialising) + making_ < limits_.initialising;
}

// A queue that does not empty, however short each caller waits in it.
bool Pool::queue_stands() const { return !waiters_.empty() && clock_.now() - queued_since_ >= limits_.patience; }

// What they have worked since this was last asked; those of which it is not known yet, as the others do. Nothing when it is
// known of none.
std::optional<std::chrono::nanoseconds> Pool::work_of_instances() {
  std::chrono::nanoseconds worked{};
  std::size_t known = 0;
  for (const auto& instance : instances_) {
    const auto of_one = instance->take_processor_time();
    if (!of_one) continue;
    worked += *of_one;
    ++known;
  }
  if (known == 0) return std::nullopt;
  return worked * instances_.size() / known;
}

// There is one more than processors before anybody asks: it has work for cxsam while the others have work of their own.
// Instances that all work, or would if they had a processor, are not helped by more of them: these would share the processors,
// and their starts hold up what is there. Nor are instances that sleep until cxsam, which is one thread, comes to them.
bool Pool::more_would_help() {
  if (instances_.size() + making_ <= limits_.processors) return true;
  const auto now = clock_.now();
  if (now - measured_ < limits_.patience) return !taken_;
  const bool of_this_queue = measured_ >= queued_since_;
  const auto since = now - std::exchange(measured_, now);
  const auto worked = work_of_instances();
  const auto own = limits_.own_time == nullptr ? own_time_ : limits_.own_time();
  const auto own_worked = own - std::exchange(own_time_, own);
  const auto busy = since * kBusyPercent / 100;
  const bool scarce = own_worked >= busy || (worked && *worked + own_worked >= busy * limits_.processors);
  if (of_this_queue && scarce)
    for (const auto& instance : instances_) instance->give_way();
  taken_ = !of_this_queue || !worked || scarce;
  return !taken_;
}

// Nothing when the caller should make a new instance.
Task<std::shared_ptr<Instance>> Pool::wait_for_one() {
  const auto waiter = std::make_shared<Waiter>(clock_);
  if (waiters_.empty()) queued_since_ = clock_.now();
  waiters_.push_back(waiter);
  const auto longest = clock_.after(kLongestQueue);
  auto until = clock_.after(limits_.patience);
  while (!waiter->given && !(instances_.empty() && making_ == 0)) {
    co_await waiter->signal.wait(until);
    if (waiter->given || clock_.now() < until) continue;
    if (may_grow() && (clock_.now() >= longest || more_would_help())) break;
    until = clock_.after(limits_.patience);
  }
  std::erase(waiters_, waiter);
  co_return waiter->given;
}

Task<Result<std::shared_ptr<Instance>>> Pool::acquire() {
  while (!idle_.empty()) {
    std::shared_ptr<Instance> last = std::move(idle_.back());
    idle_.pop_back();
    if (last->usable()) co_return last;
    retire(last);
  }
  const bool grows = queue_stands() && may_grow() && more_would_help();
  if (!grows && (!instances_.empty() || making_ > 0)) {
    std::shared_ptr<Instance> given = co_await wait_for_one();
    if (given) co_return given;
  }
  co_return co_await make_instance();
}

void Pool::wake_first() {
  if (!waiters_.empty()) waiters_.front()->signal.notify();
}

void Pool::release(const std::shared_ptr<Instance>& instance) {
  const bool spent = ending_ || instance->generation() != spec_->generation || !instance->usable();
  if (spent || std::ranges::find(instances_, instance) == instances_.end()) {
    retire(instance);
  } else if (waiters_.empty()) {
    idle_.push_back(instance);
  } else {
    const std::shared_ptr<Waiter> first = std::move(waiters_.front());
    waiters_.pop_front();
    first->given = instance;
    first->signal.notify();
  }
}

void Pool::retire(const std::shared_ptr<Instance>& instance) {
  std::erase(idle_, instance);
  std::erase(instances_, instance);
  instance->close();
  wake_first();
}

void Pool::say(const Error& error) {
  using Note = invoke::LogEvent::Note;
  const std::string path = spec_->function.full_path();
  host_.journal().record({.time = clock_.wall(),
                          .function = path,
                          .what = Note{.level = Note::Level::Error, .text = error.message, .hints = error.hints}});
}

Task<Outcome> Pool::invoke(invoke::Invocation& invocation, invoke::ResponseSink& sink) {
  auto acquired = co_await acquire();
  if (!acquired) {
    say(acquired.error());
    Outcome outcome{.kind = Outcome::Kind::CannotStart, .error_type = "Runtime.InvalidEntrypoint", .metrics = {}};
    std::string document = error_document(outcome.error_type, acquired.error().message);
    co_await invoke::answer_with_error(sink, outcome, std::move(document));
    co_return outcome;
  }
  const std::shared_ptr<Instance> instance = std::move(*acquired);
  Outcome outcome;
  try {
    outcome = co_await instance->invoke(invocation, sink);
  } catch (...) {
    retire(instance);
    throw;
  }
  if (outcome.kind == Outcome::Kind::CannotStart) {
    retire(instance);
  } else {
    release(instance);
  }
  co_return outcome;
}

Task<void> Pool::warm_up() {
  auto acquired = co_await acquire();
  if (!acquired) {
    say(acquired.error());
    co_return;
  }
  const std::shared_ptr<Instance> instance = std::move(*acquired);
  co_await instance->warm_up();
  release(instance);
}

void Pool::update(std::shared_ptr<const FunctionSpec> spec) {
  spec_ = std::move(spec);
  const auto idle = idle_;
  for (const auto& instance : idle) retire(instance);
}

void Pool::wind_down() {
  ending_ = true;
  const auto idle = idle_;
  for (const auto& instance : idle) retire(instance);
}

void Pool::close() {
  closed_ = true;
  const auto instances = std::move(instances_);
  instances_.clear();
  idle_.clear();
  for (const auto& instance : instances) instance->close();
}

}  // namespace cxsam::runtime
