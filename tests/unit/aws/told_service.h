// A service in this process that answers as it is told.
#pragma once

#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <catch2/catch.hpp>

#include "aws/settings.h"
#include "http/server.h"
#include "loop/run.h"

namespace cxsam::test {

class ToldService {
 public:
  explicit ToldService(std::deque<http::Response> answers) : answers_(std::move(answers)) {
    auto server =
        http::Server::listen(world, "127.0.0.1", 0, {}, [this](http::Request request) { return answer(std::move(request)); });
    REQUIRE(server);
    server_ = *std::move(server);
    url = fmt::format("http://127.0.0.1:{}", server_->port());
  }

  aws::Settings settings(aws::Variables environment = {}) const {
    environment.insert({{"HOME", "/nowhere"},
                        {"AWS_ENDPOINT_URL", url},
                        {"AWS_REGION", "eu-west-1"},
                        {"AWS_ACCESS_KEY_ID", "AKID"},
                        {"AWS_SECRET_ACCESS_KEY", "secret"}});
    return *aws::read_settings(std::move(environment), {});
  }

  SystemClock clock;
  SeededRandom random{7};
  Loop loop{1};
  World world{loop, clock, random};
  std::string url;
  std::vector<http::Request> requests;

 private:
  Task<http::Response> answer(http::Request request) {
    requests.push_back(std::move(request));
    http::Response response = answers_.front();
    if (answers_.size() > 1) answers_.pop_front();
    co_return response;
  }

  std::deque<http::Response> answers_;
  std::unique_ptr<http::Server> server_;
};

inline http::Response refusal(int status, std::string_view code, http::Headers headers = {}) {
  return {status, std::move(headers),
          fmt::format(
              "<ErrorResponse><Error><Code>{}</Code><Message>why</Message></Error><RequestId>id-1</RequestId></ErrorResponse>",
              code)};
}

inline std::string header(const http::Request& request, std::string_view name) {
  return std::string(http::find_header(request.headers, name));
}

}  // namespace cxsam::test
