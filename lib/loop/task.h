// The vocabulary of everything that waits: coroutines on one io_context and one thread.
// House rules: one co_await a statement, arguments named first; never block; hold no reference into a container across
// co_await.
#pragma once

#include <chrono>
#include <functional>
#include <string_view>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>

namespace cxsam {

template <class T>
using Task = boost::asio::awaitable<T>;

using Loop = boost::asio::io_context;

/// Starts a coroutine that nobody waits for. An exception that leaves it is a bug and is reported on standard error
/// with `name`; the loop goes on. (asio's `detached` would swallow it.)
void spawn(Loop& loop, std::string_view name, Task<void> task);

/// Waits. Returns early, without a throw, when the coroutine is cancelled.
Task<void> sleep_for(std::chrono::nanoseconds duration);

}  // namespace cxsam
