// Calls against a server in this process that answers as it is told.
#include "aws/exchange.h"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <deque>
#include <string>
#include <thread>
#include <vector>

#include <fmt/format.h>
#include <catch2/catch.hpp>

#include "aws/chain.h"
#include "aws/client.h"
#include "aws/services/s3.h"
#include "aws/times.h"
#include "base/descriptor.h"
#include "base/time_text.h"
#include "http/server.h"
#include "loop/run.h"
#include "loop/task_group.h"
#include "tests/support/jumping_clock.h"
#include "tests/support/resetting_server.h"
#include "tests/support/scratch_folder.h"

using namespace cxsam;
using namespace cxsam::aws;

namespace {

class Service {
 public:
  explicit Service(std::deque<http::Response> answers) : answers_(std::move(answers)) {
    auto server =
        http::Server::listen(world, "127.0.0.1", 0, {}, [this](http::Request request) { return answer(std::move(request)); });
    REQUIRE(server);
    server_ = *std::move(server);
    url = fmt::format("http://127.0.0.1:{}", server_->port());
  }

  Settings settings(Variables environment = {}) const {
    environment.insert({{"HOME", "/nowhere"},
                        {"AWS_ENDPOINT_URL", url},
                        {"AWS_REGION", "eu-west-1"},
                        {"AWS_ACCESS_KEY_ID", "AKID"},
                        {"AWS_SECRET_ACCESS_KEY", "secret"}});
    return *read_settings(std::move(environment), {});
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

http::Response refusal(int status, std::string_view code, http::Headers headers = {}) {
  return {status, std::move(headers),
          fmt::format(
              "<ErrorResponse><Error><Code>{}</Code><Message>why</Message></Error><RequestId>id-1</RequestId></ErrorResponse>",
              code)};
}

Answer<system::HttpAnswer> send(Service& service, Call call, Variables environment = {}) {
  const Settings settings = service.settings(std::move(environment));
  Client client(service.world, settings);
  return *cxsam::run(service.loop, client.send(std::move(call)));
}

/// With all the patience that there is, and no waiting.
Answer<system::HttpAnswer> send_patiently(Service& service, test::JumpingClock& clock, Variables environment = {}) {
  Client client(World{service.loop, clock, service.random}, service.settings(std::move(environment)));
  return *cxsam::run(service.loop, client.send({.service = "lambda", .region = "", .request = {.url = "/x"}}));
}

Call call_of(std::string service = "lambda") { return {.service = std::move(service), .region = "", .request = {.url = "/x"}}; }

std::string header(const http::Request& request, std::string_view name) {
  return std::string(http::find_header(request.headers, name));
}

/// Takes a request, and breaks off in the middle of its body with a reset; the second one it takes whole.
class BreakingServer {
 public:
  BreakingServer() {
    sockaddr_in address{.sin_family = AF_INET, .sin_port = 0, .sin_addr = {htonl(INADDR_LOOPBACK)}, .sin_zero = {}};
    socklen_t size = sizeof address;
    REQUIRE(::bind(listening_.get(), reinterpret_cast<sockaddr*>(&address), size) == 0);
    REQUIRE(::listen(listening_.get(), 4) == 0);
    REQUIRE(::getsockname(listening_.get(), reinterpret_cast<sockaddr*>(&address), &size) == 0);
    url_ = fmt::format("http://127.0.0.1:{}", ntohs(address.sin_port));
    thread_ = std::thread([this] { serve(); });
  }
  ~BreakingServer() {
    if (thread_.joinable()) thread_.join();
  }
  [[nodiscard]] const std::string& url() const { return url_; }
  /// How many bytes of the second body came.
  std::size_t join() {
    thread_.join();
    return taken_;
  }

 private:
  void serve() {
    std::array<char, 65536> buffer;
    {
      const Descriptor first(::accept(listening_.get(), nullptr, nullptr));
      (void)!::read(first.get(), buffer.data(), buffer.size());
      const linger now{.l_onoff = 1, .l_linger = 0};
      ::setsockopt(first.get(), SOL_SOCKET, SO_LINGER, &now, sizeof now);
    }
    const Descriptor second(::accept(listening_.get(), nullptr, nullptr));
    std::string text;
    while (taken_ < kLength) {
      const ssize_t got = ::read(second.get(), buffer.data(), buffer.size());
      if (got <= 0) return;
      text.append(buffer.data(), static_cast<std::size_t>(got));
      const std::size_t head = text.find("\r\n\r\n");
      if (head == std::string::npos) continue;
      if (!continued_ && text.substr(0, head).find("100-continue") != std::string::npos)
        (void)!::write(second.get(), "HTTP/1.1 100 Continue\r\n\r\n", 25);
      continued_ = true;
      taken_ = text.size() - head - 4;
    }
    constexpr std::string_view kDone = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
    (void)!::write(second.get(), kDone.data(), kDone.size());
  }

  static constexpr std::size_t kLength = std::size_t{4} << 20U;
  Descriptor listening_{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)};
  std::string url_;
  std::size_t taken_ = 0;
  bool continued_ = false;
  std::thread thread_;
};

}  // namespace

TEST_CASE("exchange: what passes is tried again, anything else is told at once", "[aws]") {
  Service throttled({refusal(400, "ThrottlingException"), {200, {}, "done"}});
  const auto answer = send(throttled, call_of());
  REQUIRE(answer);
  CHECK(answer->body == "done");
  CHECK(throttled.requests.size() == 2);
  CHECK(header(throttled.requests[0], "authorization").find("/eu-west-1/lambda/aws4_request") != std::string::npos);

  Service denied({refusal(403, "AccessDenied")});
  const auto refused = send(denied, call_of());
  REQUIRE_FALSE(refused);
  CHECK(to_error(refused.error(), "Invoke").message ==
        "An error occurred (AccessDenied) when calling the Invoke operation: why");
  CHECK(refused.error().request_id == "id-1");
  CHECK(denied.requests.size() == 1);

  Service broken({refusal(503, "ServiceUnavailable")});
  Call once = call_of();
  once.repeatable = false;
  CHECK_FALSE(send(broken, std::move(once)));
  CHECK(broken.requests.size() == 1);

  Service down({refusal(503, "ServiceUnavailable")});
  const auto given_up = send(down, call_of(), {{"AWS_MAX_ATTEMPTS", "2"}});
  REQUIRE_FALSE(given_up);
  CHECK(given_up.error().message == "why (after 2 attempts)");
}

TEST_CASE("exchange: throttling is waited for, trouble of a service for some seconds only", "[aws]") {
  test::JumpingClock clock;
  const Clock::TimePoint begin = clock.now();
  Service throttled({refusal(400, "ThrottlingException")});
  const auto busy = send_patiently(throttled, clock);
  REQUIRE_FALSE(busy);
  CHECK(busy.error().message.ends_with("(after 10 attempts)"));
  CHECK(throttled.requests.size() == 10);
  CHECK(clock.now() - begin > std::chrono::seconds{20});

  const Clock::TimePoint next = clock.now();
  Service broken({{500, {}, ""}});
  const auto failed = send_patiently(broken, clock);
  REQUIRE_FALSE(failed);
  CHECK(broken.requests.size() == 5);
  CHECK(clock.now() - next < std::chrono::seconds{16});
  CHECK(failed.error().message.ends_with("(after 5 attempts)"));
  REQUIRE(failed.error().hints.size() == 1);
  CHECK(failed.error().hints.front().starts_with("`" + broken.url + "` has trouble, its last answer has status 500"));
}

TEST_CASE("exchange: credentials that are refused as expired are looked for once more", "[aws]") {
  const auto keys = [](std::string_view name) {
    return http::Response{
        200,
        {},
        fmt::format(R"({{"AccessKeyId": "{}", "SecretAccessKey": "s", "Token": "t", "Expiration": "2099-01-01T00:00:00Z"}})",
                    name)};
  };
  Service service({keys("A"), refusal(403, "ExpiredToken"), keys("B"), {200, {}, "done"}});
  const Settings settings = *read_settings({{"HOME", "/nowhere"},
                                            {"AWS_ENDPOINT_URL", service.url},
                                            {"AWS_REGION", "eu-west-1"},
                                            {"AWS_CONTAINER_CREDENTIALS_FULL_URI", service.url + "/keys"}},
                                           {});
  Client client(service.world, settings);
  const auto answer = *cxsam::run(service.loop, client.send(call_of()));
  REQUIRE(answer);
  CHECK(answer->body == "done");
  REQUIRE(service.requests.size() == 4);
  CHECK(header(service.requests[3], "authorization").find("Credential=B/") != std::string::npos);

  Service stubborn({refusal(400, "ExpiredTokenException")});
  const auto refused = send(stubborn, call_of());
  REQUIRE_FALSE(refused);
  CHECK(stubborn.requests.size() == 1);  // the environment has no others
  CHECK(refused.error().hints.front().find("aws sso login") != std::string::npos);
}

TEST_CASE("exchange: a wrong clock is corrected by the server's", "[aws]") {
  const auto off = GENERATE(std::chrono::hours(3), std::chrono::hours(1), std::chrono::hours(-1));
  const auto* const code = GENERATE("RequestTimeTooSkewed", "InvalidSignatureException", "RequestExpired");
  const SystemClock clock;
  const std::string theirs = http_date(clock.wall() + off);
  Service service({refusal(403, code, {{"Date", theirs}}), {200, {}, ""}});
  REQUIRE(send(service, call_of()));
  REQUIRE(service.requests.size() == 2);
  const auto signed_at = parse_amz_date(header(service.requests[1], "x-amz-date"));
  REQUIRE(signed_at);
  CHECK(std::chrono::abs(*signed_at - clock.wall() - off) < std::chrono::minutes{1});
}

TEST_CASE("exchange: nobody answers", "[aws]") {
  Service service({{200, {}, ""}});
  const auto answer = send(service, call_of(), {{"AWS_ENDPOINT_URL", "http://127.0.0.1:1"}, {"AWS_MAX_ATTEMPTS", "1"}});
  REQUIRE_FALSE(answer);
  CHECK(answer.error().status == 0);
  CHECK(answer.error().message.starts_with("no answer from `http://127.0.0.1:1`: "));
}

TEST_CASE("exchange: wrong keys are told at once, in the service's words", "[aws]") {
  for (const std::string_view code : {"InvalidAccessKeyId", "SignatureDoesNotMatch", "ExpiredToken"}) {
    Service service({refusal(403, code)});
    const auto answer = send(service, call_of("s3"));
    REQUIRE_FALSE(answer);
    CHECK(answer.error().code == code);
    CHECK(service.requests.size() == 1);
  }
}

TEST_CASE("s3: a connection that breaks in the middle of an upload is tried again", "[aws]") {
  const test::ScratchFolder folder;
  const std::string content(std::size_t{4} << 20U, 'x');
  const auto file = folder.write("some", content);
  BreakingServer server;
  Service service({{200, {}, ""}});
  const Settings settings = service.settings({{"AWS_ENDPOINT_URL", server.url()}});
  Client client(service.world, settings);
  S3 s3(client);
  const auto sent = *cxsam::run(service.loop, s3.put("b", "k", file, {}, [](std::uint64_t, std::uint64_t) {}));
  CHECK(sent);
  CHECK(server.join() == content.size());
}

TEST_CASE("s3: an error of the server in the middle of an upload is tried again", "[aws]") {
  const test::ScratchFolder folder;
  const auto file = folder.write("some", "hello");
  for (const int status : {500, 503}) {
    Service service({refusal(status, status == 500 ? "InternalError" : "SlowDown"), {200, {}, ""}});
    Client client(service.world, service.settings());
    S3 s3(client);
    CHECK(*cxsam::run(service.loop, s3.put("b", "k", file, {}, [](std::uint64_t, std::uint64_t) {})));
    REQUIRE(service.requests.size() == 2);
    CHECK(service.requests[1].body == "hello");
  }
}

TEST_CASE("credentials are looked for once, however many ask", "[aws]") {
  Service service(
      {{200, {}, R"({"AccessKeyId": "A", "SecretAccessKey": "s", "Token": "t", "Expiration": "2099-01-01T00:00:00Z"})"}});
  const Settings settings =
      *read_settings({{"HOME", "/nowhere"}, {"AWS_CONTAINER_CREDENTIALS_FULL_URI", service.url + "/keys"}}, {});
  system::HttpClient http;
  Wire wire{service.world, http, settings};
  CredentialSource source(wire);
  std::vector<std::string> found;
  const auto ask = [&]() -> Task<void> {
    const Result<Credentials> keys = co_await source.get();
    found.push_back(keys ? keys->access_key : keys.error().message);
  };
  const auto all = [&]() -> Task<void> {
    TaskGroup group(service.world);
    for (int i = 0; i < 3; ++i) group.spawn("ask", ask());
    co_await group.join();
  };
  cxsam::run(service.loop, all());
  CHECK(found == std::vector<std::string>{"A", "A", "A"});
  CHECK(service.requests.size() == 1);
}

TEST_CASE("s3: a failed upload in parts leaves nothing behind", "[aws]") {
  const test::ScratchFolder folder;
  const auto file = folder.write("large", std::string(std::size_t{9} << 20U, 'x'));
  const http::Response begun{
      200, {}, "<InitiateMultipartUploadResult><UploadId>u 1</UploadId></InitiateMultipartUploadResult>"};
  Service service({begun, refusal(403, "AccessDenied")});
  Client client(service.world, service.settings());
  S3 s3(client);
  const auto sent = *cxsam::run(service.loop, s3.put("b", "k", file, {}, [](std::uint64_t, std::uint64_t) {}));
  REQUIRE_FALSE(sent);
  CHECK(sent.error().operation == "UploadPart");
  CHECK(sent.error().error.code == "AccessDenied");
  REQUIRE(service.requests.size() >= 3);
  CHECK(service.requests.front().target == "/b/k?uploads");
  CHECK(header(service.requests.front(), "x-amz-server-side-encryption") == "AES256");
  CHECK(service.requests.back().method == "DELETE");
  CHECK(service.requests.back().target == "/b/k?uploadId=u%201");
}

TEST_CASE("s3: connections that are reset in an upload are made again", "[aws]") {
  const test::ScratchFolder folder;
  const auto file = folder.write("small", std::string(std::size_t{1} << 20U, 'x'));
  Loop loop{1};
  test::JumpingClock clock;
  SeededRandom random{7};
  test::ResettingServer server(loop, GENERATE(1, 3, 100));
  Client client(World{loop, clock, random}, *read_settings({{"HOME", "/nowhere"},
                                                            {"AWS_ENDPOINT_URL", server.url()},
                                                            {"AWS_REGION", "eu-west-1"},
                                                            {"AWS_ACCESS_KEY_ID", "AKID"},
                                                            {"AWS_SECRET_ACCESS_KEY", "secret"}},
                                                           {}));
  S3 s3(client);
  const auto sent = *cxsam::run(loop, s3.put("b", "k", file, {}, [](std::uint64_t, std::uint64_t) {}));
  CHECK(sent.has_value() == (server.resets() < 100));
  CHECK(server.connections() == std::min(server.resets() + 1, 5));
  if (!sent) CHECK(sent.error().error.message.ends_with("(after 5 attempts)"));
}

TEST_CASE("s3: a server that falls silent in an upload is asked again, and not for ever", "[aws]") {
  Loop loop{1};
  test::JumpingClock clock;
  SeededRandom random{7};
  test::ResettingServer server(loop, GENERATE(1, 100), test::ResettingServer::Manner::Silence);
  Client client(World{loop, clock, random}, *read_settings({{"HOME", "/nowhere"},
                                                            {"AWS_ENDPOINT_URL", server.url()},
                                                            {"AWS_REGION", "eu-west-1"},
                                                            {"AWS_ACCESS_KEY_ID", "AKID"},
                                                            {"AWS_SECRET_ACCESS_KEY", "secret"},
                                                            {"AWS_MAX_ATTEMPTS", "2"}},
                                                           {}));
  system::HttpRequest upload{.method = "PUT", .url = "/b/k", .body = std::string(std::size_t{4} << 20U, 'x')};
  CHECK(upload.silence_timeout == std::chrono::minutes{1});  // patience enough for S3, too much for a test
  upload.silence_timeout = std::chrono::seconds{1};
  const auto sent = *cxsam::run(loop, client.send({.service = "s3", .region = "", .request = std::move(upload)}));
  CHECK(sent.has_value() == (server.resets() == 1));
  CHECK(server.connections() == 2);
  if (!sent) CHECK(sent.error().message.ends_with("(after 2 attempts)"));
}

TEST_CASE("s3: parts that are put together unheard count, others are taken away", "[aws]") {
  const test::ScratchFolder folder;
  const auto file = folder.write("large", std::string(std::size_t{9} << 20U, 'x'));
  const http::Response begun{200, {}, "<InitiateMultipartUploadResult><UploadId>u</UploadId></InitiateMultipartUploadResult>"};
  const http::Response part{200, {{"ETag", "\"e\""}}, ""};
  const bool there = GENERATE(true, false);
  Service service({begun,
                   part,
                   part,
                   refusal(503, "ServiceUnavailable"),
                   refusal(404, "NoSuchUpload"),
                   there ? http::Response{200, {}, ""} : refusal(404, "NoSuchKey"),
                   {204, {}, ""}});
  test::JumpingClock clock;
  Client client(World{service.loop, clock, service.random}, service.settings());
  S3 s3(client);
  const auto sent = *cxsam::run(service.loop, s3.put("b", "k", file, {}, [](std::uint64_t, std::uint64_t) {}));
  CHECK(sent.has_value() == there);
  CHECK(service.requests.back().method == (there ? "HEAD" : "DELETE"));
  if (!there) CHECK(sent.error().operation == "CompleteMultipartUpload");
}

TEST_CASE("s3: a bucket elsewhere is asked for where it is", "[aws]") {
  const test::ScratchFolder folder;
  const auto file = folder.write("small", "hello");
  Service service({refusal(301, "PermanentRedirect", {{"x-amz-bucket-region", "us-west-2"}}), {200, {}, ""}});
  Client client(service.world, service.settings());
  S3 s3(client);
  REQUIRE(*cxsam::run(service.loop, s3.put("b", "k", file, {}, [](std::uint64_t, std::uint64_t) {})));
  REQUIRE(service.requests.size() == 2);
  CHECK(header(service.requests[1], "authorization").find("/us-west-2/s3/") != std::string::npos);
  CHECK(header(service.requests[1], "x-amz-checksum-crc32") == "NhCmhg==");
}
