// Keys of what is kept for others than the one who asked first.
#pragma once

#include <string>
#include <string_view>

namespace cxsam::gateway {

/// Its length stands before it: no value that a client chooses makes a key of another request.
inline void append_key_part(std::string& key, std::string_view part) {
  key.append("\n").append(std::to_string(part.size())).append(" ").append(part);
}

}  // namespace cxsam::gateway
