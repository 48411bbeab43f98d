// Messages of `application/vnd.amazon.eventstream`, as answers that come piece by piece are made of.
// Source: Smithy, "Amazon Event Stream Specification".
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace cxsam::aws {

struct EventMessage {
  std::vector<std::pair<std::string, std::string>> headers;  // those that are texts: ":event-type" is "PayloadChunk"
  std::string payload;

  /// The value or "".
  [[nodiscard]] std::string_view header(std::string_view name) const;
};

/// Cuts bytes into messages, however they arrive.
class EventStreamReader {
 public:
  void add(std::string_view bytes) { bytes_ += bytes; }

  /// The next message that is whole, or nothing yet. Error, from then on always: a checksum or a length that is wrong, a
  /// message of more than 24 MB.
  Result<std::optional<EventMessage>> next();

  /// Whether bytes of an unfinished message are left.
  [[nodiscard]] bool is_within_message() const { return !bytes_.empty(); }

 private:
  std::string bytes_;
};

}  // namespace cxsam::aws
