// The rooms that wait: what all of them need of Asio and of JSON. (A source that reads json.hpp anew makes its parser anew,
// whether it parses or not.)
#pragma once

#include "cmake/precompiled/std.h"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include "json/json.h"
#include "loop/task.h"
#include "loop/world.h"
