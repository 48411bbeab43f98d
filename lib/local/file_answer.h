// How a file is answered: whether a client has it already, and which part of it is wanted.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "http/server.h"

namespace cxsam::local {

struct FileContent {
  std::string type;
  std::string bytes;
  std::chrono::system_clock::time_point changed;
};

/// 200, 304 where the request's conditions say that nothing has changed, 206 for one range of bytes, or 416 for one that the
/// file does not have. Several ranges at once give the whole file. Source: RFC 9110, sections 13 and 14.
http::Response file_answer(FileContent file, const http::Request& request);

}  // namespace cxsam::local
