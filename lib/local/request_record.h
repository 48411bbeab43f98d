// The line that every request leaves in the log.
#pragma once

#include "http/server.h"
#include "invoke/journal.h"
#include "loop/world.h"

namespace cxsam::local {

/// Answers a request and records what it was, its status and how long it took.
Task<http::Response> answer_and_record(World world, invoke::Journal& journal, http::Handler answer, http::Request request);

}  // namespace cxsam::local
