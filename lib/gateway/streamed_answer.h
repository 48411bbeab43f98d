// The answer of a function that is passed on while the function writes it.
#pragma once

#include <memory>

#include "base/result.h"
#include "http/server.h"
#include "invoke/stream.h"

namespace cxsam::gateway {

/// What a function that says nothing of HTTP gets: an error, or status 200 with its bytes and their type.
enum class WithoutPrelude : std::uint8_t { Refused, PassedOn };

/// Waits for the head of the answer (make_streamed_head()); the body follows when the response is written. A function that
/// breaks off breaks the response off. When the call has failed before its answer began, `stream` has the outcome and the
/// response is of no use. Error: what about the head cannot be used.
Task<Result<http::Response>> stream_answer(std::shared_ptr<invoke::Stream> stream, WithoutPrelude without);

}  // namespace cxsam::gateway
