// How a stream of the Rust client breaks off: it writes its error trailers as if they were data, at the very end.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "runtime/session.h"

namespace cxsam::runtime {

/// Holds back what may be such an end until it is known.
class StreamTail {
 public:
  /// What of the stream so far is certainly data.
  std::string push(std::string part);
  /// At the end of the stream: the failure when the rest is one; else the rest is data, in `rest`.
  std::optional<Failure> end(std::string& rest);

 private:
  std::string held_;
};

/// A failure of error type and base64 error body, as streams carry them in trailers.
Failure trailer_failure(std::string_view type, std::string_view base64_body);

}  // namespace cxsam::runtime
