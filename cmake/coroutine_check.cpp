// Fails with a compiler that miscompiles co_await in an expression with temporaries: g++ 12 destroys the
// temporary of a braced argument twice. Every copy must be destroyed exactly once.
#include <coroutine>
#include <memory>
#include <string>
#include <utility>

namespace {

int alive = 0;

struct Counted {
  std::string text;
  explicit Counted(std::string t) : text(std::move(t)) { ++alive; }
  Counted(const Counted& other) : text(other.text) { ++alive; }
  Counted(Counted&& other) noexcept : text(std::move(other.text)) { ++alive; }
  Counted& operator=(const Counted&) = default;
  Counted& operator=(Counted&&) = default;
  ~Counted() { --alive; }
};

struct Message {
  Counted head;
  Counted body;
};

struct Task {
  struct promise_type {
    std::coroutine_handle<> waiting;
    Task get_return_object() { return Task{std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    auto final_suspend() noexcept {
      struct Resume {
        bool await_ready() noexcept { return false; }
        std::coroutine_handle<> await_suspend(std::coroutine_handle<promise_type> self) noexcept {
          return self.promise().waiting ? self.promise().waiting : std::noop_coroutine();
        }
        void await_resume() noexcept {}
      };
      return Resume{};
    }
    void return_void() {}
    void unhandled_exception() { std::terminate(); }
  };
  explicit Task(std::coroutine_handle<promise_type> h) : handle(h) {}
  Task(Task&& other) noexcept : handle(std::exchange(other.handle, {})) {}
  ~Task() {
    if (handle) handle.destroy();
  }
  bool await_ready() const { return false; }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> waiting) {
    handle.promise().waiting = waiting;
    return handle;
  }
  void await_resume() {}
  std::coroutine_handle<promise_type> handle;
};

Task send(Message message) {
  if (message.head.text.empty() || message.body.text.empty()) std::terminate();
  co_return;
}

Task run(const std::string& text) {
  co_await send({Counted(text), Counted(text + text)});
  co_await send(Message{.head = Counted(text), .body = Counted([&] { return text + "!"; }())});
}

}  // namespace

int main() {
  {
    const Task task = run("a text that is too long for the small string optimisation");
    task.handle.resume();
  }
  return alive == 0 ? 0 : 1;
}
