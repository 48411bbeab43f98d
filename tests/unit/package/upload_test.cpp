// Uploads to a server in this process, while somebody saves.
#include "package/upload.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <catch2/catch.hpp>

#include "aws/client.h"
#include "http/server.h"
#include "loop/random.h"
#include "loop/run.h"
#include "tests/support/scratch_folder.h"

using namespace cxsam;
using test::ScratchFolder;

namespace {

/// A bucket that holds nothing and takes everything. `meanwhile` is called before each answer.
struct EmptyBucket {
  std::function<void(const http::Request&)> meanwhile;
  std::vector<std::string> methods;
  SystemClock clock;
  SeededRandom random{7};
  Loop loop{1};
  World world{loop, clock, random};
  std::unique_ptr<http::Server> server;

  explicit EmptyBucket(std::function<void(const http::Request&)> then) : meanwhile(std::move(then)) {
    auto made =
        http::Server::listen(world, "127.0.0.1", 0, {}, [this](http::Request request) { return answer(std::move(request)); });
    REQUIRE(made);
    server = *std::move(made);
  }

  Task<http::Response> answer(http::Request request) {
    methods.push_back(request.method);
    meanwhile(request);
    co_return http::Response{.status = request.method == "HEAD" ? 404 : 200, .headers = {}, .body = ""};
  }

  Result<void> take(const package::S3Store& store) {
    aws::Client client(world, *aws::read_settings({{"HOME", "/nowhere"},
                                                   {"AWS_ENDPOINT_URL", fmt::format("http://127.0.0.1:{}", server->port())},
                                                   {"AWS_REGION", "eu-west-1"},
                                                   {"AWS_ACCESS_KEY_ID", "AKID"},
                                                   {"AWS_SECRET_ACCESS_KEY", "secret"}},
                                                  {}));
    const package::UploadOptions options{.bucket = "art", .put = {}};
    return *cxsam::run(loop, package::upload(client, store.uploads(), options));
  }
};

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("upload: code that is saved while it is packaged does not get the key of what it was", "[package]") {
  const ScratchFolder folder;
  folder.write("src/app.py", "1");
  package::S3Store store({.name = "art", .url = nullptr});
  const package::Use use{"Hello", "CodeUri", "src"};
  const bool whole_folder = GENERATE(true, false);
  REQUIRE((whole_folder ? store.add_folder(folder / "src", {}, use) : store.add_single_file(folder / "src/app.py", use)));
  EmptyBucket bucket([&](const http::Request&) { folder.write("src/app.py", "22"); });
  const Result<void> done = bucket.take(store);
  REQUIRE_FALSE(done);
  CHECK(done.error().message.find("changed while it was packaged") != std::string::npos);
  CHECK(bucket.methods == Texts{"HEAD"});
}

TEST_CASE("upload: a file that is saved while it is sent is taken out again", "[package]") {
  const ScratchFolder folder;
  folder.write("api.yaml", "1");
  package::S3Store store({.name = "art", .url = nullptr});
  REQUIRE(store.add_as_it_is(folder / "api.yaml", {"Api", "DefinitionUri", "api.yaml"}));
  EmptyBucket bucket([&](const http::Request& request) {
    if (request.method == "PUT") folder.write("api.yaml", "22");
  });
  const Result<void> done = bucket.take(store);
  REQUIRE_FALSE(done);
  CHECK(done.error().message.starts_with("Unable to upload artifact api.yaml referenced by DefinitionUri parameter of Api"));
  CHECK(bucket.methods == Texts{"HEAD", "PUT", "DELETE"});
}

TEST_CASE("upload: what nobody touches is sent", "[package]") {
  const ScratchFolder folder;
  folder.write("src/app.py", "1");
  package::S3Store store({.name = "art", .url = nullptr});
  REQUIRE(store.add_folder(folder / "src", {}, {"Hello", "CodeUri", "src"}));
  REQUIRE(store.add_as_it_is(folder / "src/app.py", {"Api", "DefinitionUri", "src/app.py"}));
  EmptyBucket bucket([](const http::Request&) {});
  CHECK(bucket.take(store));
  CHECK(bucket.methods == Texts{"HEAD", "PUT", "HEAD", "PUT"});
}
