// Static files as the server of `sam local start-api` has them: a route for all paths, before catch-alls of the template.
#pragma once

#include "gateway/route_table.h"
#include "http/server.h"
#include "local/static_files.h"
#include "loop/clock.h"

namespace cxsam::local {

/// Whether GET, HEAD or OPTIONS means a file: no route takes the request but one that takes all paths.
bool means_static_file(const gateway::RouteTable& routes, const http::Request& request);

/// The answer of a request that means a file: the file, 403 without one; to OPTIONS the methods of its path. It reads the file:
/// to be called off the loop.
http::Response sam_static_answer(const StaticFiles& files, const gateway::RouteTable& routes, const http::Request& request,
                                 Clock::WallTime now);

}  // namespace cxsam::local
