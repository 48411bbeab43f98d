// The vocabulary of everything that waits: coroutines on one io_context and one thread.
// House rules: one co_await a statement, arguments named first; never block; hold no reference into a container across
// co_await.
#pragma once

#include <exception>
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

/// Says on standard error that `name` ended with an exception, which is a bug.
void report_bug(std::string_view name, const std::exception_ptr& thrown);

}  // namespace cxsam
