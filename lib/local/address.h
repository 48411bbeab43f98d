// Where a part listens.
#pragma once

#include <cstdint>
#include <string>

namespace cxsam::local {

struct Address {
  std::string host = "127.0.0.1";
  std::uint16_t port = 0;  // 0: any that is free
};

/// "http://127.0.0.1:3000", "https://[::1]:3000".
inline std::string url_of(const std::string& host, std::uint16_t port, bool secure = false) {
  const bool six = host.find(':') != std::string::npos;
  return (secure ? "https://" : "http://") + (six ? "[" + host + "]" : host) + ":" + std::to_string(port);
}

}  // namespace cxsam::local
