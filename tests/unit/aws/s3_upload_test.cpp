// Uploads to S3 while the server or the way to it has trouble.
#include "aws/services/s3.h"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <string>
#include <thread>

#include "aws/client.h"
#include "base/descriptor.h"
#include "tests/support/jumping_clock.h"
#include "tests/support/resetting_server.h"
#include "tests/support/scratch_folder.h"
#include "tests/unit/aws/told_service.h"

using namespace cxsam;
using namespace cxsam::aws;
using test::header;
using test::refusal;
using test::ToldService;

namespace {

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

TEST_CASE("s3: a connection that breaks in the middle of an upload is tried again", "[aws]") {
  const test::ScratchFolder folder;
  const std::string content(std::size_t{4} << 20U, 'x');
  const auto file = folder.write("some", content);
  BreakingServer server;
  ToldService service({{200, {}, ""}});
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
    ToldService service({refusal(status, status == 500 ? "InternalError" : "SlowDown"), {200, {}, ""}});
    Client client(service.world, service.settings());
    S3 s3(client);
    CHECK(*cxsam::run(service.loop, s3.put("b", "k", file, {}, [](std::uint64_t, std::uint64_t) {})));
    REQUIRE(service.requests.size() == 2);
    CHECK(service.requests[1].body == "hello");
  }
}

TEST_CASE("s3: a failed upload in parts leaves nothing behind", "[aws]") {
  const test::ScratchFolder folder;
  const auto file = folder.write("large", std::string(std::size_t{9} << 20U, 'x'));
  const http::Response begun{
      200, {}, "<InitiateMultipartUploadResult><UploadId>u 1</UploadId></InitiateMultipartUploadResult>"};
  ToldService service({begun, refusal(403, "AccessDenied")});
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
  ToldService service({begun,
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
  ToldService service({refusal(301, "PermanentRedirect", {{"x-amz-bucket-region", "us-west-2"}}), {200, {}, ""}});
  Client client(service.world, service.settings());
  S3 s3(client);
  REQUIRE(*cxsam::run(service.loop, s3.put("b", "k", file, {}, [](std::uint64_t, std::uint64_t) {})));
  REQUIRE(service.requests.size() == 2);
  CHECK(header(service.requests[1], "authorization").find("/us-west-2/s3/") != std::string::npos);
  CHECK(header(service.requests[1], "x-amz-checksum-crc32") == "NhCmhg==");
}
