// start-api before servers and services, and requests for it.
#pragma once

#include <catch2/catch.hpp>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "tests/e2e/local_server.h"
#include "tests/support/raw_client.h"
#include "tests/support/scratch_folder.h"

namespace cxsam::test {

struct Answer {
  std::string head;
  std::string body;
  [[nodiscard]] int status() const { return std::stoi(head.substr(9, 3)); }
};

inline Answer ask(std::uint16_t port, const std::string& method, const std::string& target, const std::string& headers = "",
                  const std::string& body = "") {
  RawClient client(port);
  client.send(method + " " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Length: " +
              std::to_string(body.size()) + "\r\n" + headers + "\r\n" + body);
  const std::string all = client.read_all();
  const std::size_t end = all.find("\r\n\r\n");
  return {.head = all.substr(0, end), .body = end == std::string::npos ? "" : all.substr(end + 4)};
}

/// start-api in an environment of services.
struct Integrated : LocalServer {
  Integrated(const ScratchFolder& folder, const std::map<std::string, std::string>& environment,
             std::vector<std::string> options = {})
      : LocalServer("start-api", folder, without_watching(std::move(options)), environment) {}

  static std::vector<std::string> without_watching(std::vector<std::string> options) {
    options.emplace_back("--no-watch");
    return options;
  }
};

}  // namespace cxsam::test
