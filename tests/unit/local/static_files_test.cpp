#include "local/static_files.h"

#include <chrono>

#include <catch2/catch.hpp>

#include "local/file_answer.h"
#include "tests/support/scratch_folder.h"

using namespace cxsam;

TEST_CASE("static files: files, index pages and nothing outside the folder", "[local]") {
  test::ScratchFolder folder;
  folder.write("secret.txt", "secret");
  folder.write("public/index.html", "<p>");
  folder.write("public/a b/style.css", "p {}");
  std::filesystem::create_symlink(folder / "secret.txt", folder / "public/link.txt");
  folder.write("public/linked/a.txt", "a");
  std::filesystem::create_symlink(folder / "secret.txt", folder / "public/linked/index.html");
  const auto get = [&](const char* target, const char* method = "GET") {
    return local::find_static_file({.folder = folder / "public"}, {.method = method, .target = target});
  };
  REQUIRE(get("/"));
  CHECK(get("/")->body == "<p>");
  REQUIRE(get("/a%20b/style.css?v=1"));
  CHECK(http::find_header(get("/a%20b/style.css")->headers, "content-type") == "text/css; charset=utf-8");
  CHECK_FALSE(get("/missing"));
  CHECK_FALSE(get("/a%20b"));
  CHECK_FALSE(get("/../secret.txt"));
  CHECK_FALSE(get("/%2e%2e/secret.txt"));
  CHECK_FALSE(get("/link.txt"));
  CHECK_FALSE(get("/linked"));
  CHECK_FALSE(get("/index.html%00.png"));
  CHECK_FALSE(get("/index.html", "POST"));
  CHECK_FALSE(local::find_static_file({.folder = folder / "none"}, {.method = "GET", .target = "/"}));
  CHECK_FALSE(local::find_static_file({.folder = folder / "public", .as_sam = true}, {.method = "GET", .target = "/"}));
}

TEST_CASE("static files: as SAM CLI, names of files are told", "[local][sam]") {
  test::ScratchFolder folder;
  folder.write("a.txt", "a");
  folder.write("b c.txt", "b");
  folder.write("\u00e9(\".txt", "e");
  const auto name_of = [&](const char* target) {
    const auto file = local::find_static_file({.folder = folder / "", .as_sam = true}, {.method = "GET", .target = target});
    REQUIRE(file);
    CHECK(http::find_header(file->headers, "cache-control") == "no-cache, max-age=0");
    return std::string(http::find_header(file->headers, "content-disposition"));
  };
  CHECK(name_of("/a.txt/") == "inline; filename=a.txt");
  CHECK(name_of("/b%20c.txt") == "inline; filename=\"b c.txt\"");
  CHECK(name_of("/%C3%A9(%22.txt") == R"(inline; filename="(\".txt"; filename*=UTF-8''%C3%A9%28%22.txt)");
}

TEST_CASE("static files: what a client has is not sent again, and parts are", "[local]") {
  const auto answer = [](http::Headers headers, const char* method = "GET") {
    const std::chrono::system_clock::time_point changed(std::chrono::milliseconds(784'111'777'500));
    return local::file_answer({.type = "text/plain", .bytes = "hello", .changed = changed},
                              {.method = method, .headers = std::move(headers)});
  };
  const http::Response whole = answer({});
  CHECK(whole.status == 200);
  CHECK(http::find_header(whole.headers, "last-modified") == "Sun, 06 Nov 1994 08:49:37 GMT");
  const std::string tag(http::find_header(whole.headers, "etag"));

  CHECK(answer({{"If-None-Match", "\"x\", W/" + tag}}).status == 304);
  CHECK(answer({{"If-None-Match", "\"x\""}, {"If-Modified-Since", "Sun, 06 Nov 1994 08:49:37 GMT"}}).status == 200);
  CHECK(answer({{"If-Modified-Since", "Sun, 06 Nov 1994 08:49:37 GMT"}}).status == 304);
  CHECK(answer({{"If-Modified-Since", "Sun, 06 Nov 1994 08:49:36 GMT"}}).status == 200);
  CHECK(answer({{"If-Modified-Since", "yesterday"}}).status == 200);

  const auto part = [&](const char* range) { return answer({{"Range", range}}); };
  CHECK(part("bytes=1-2").status == 206);
  CHECK(part("bytes=1-2").body == "el");
  CHECK(http::find_header(part("bytes=1-2").headers, "content-range") == "bytes 1-2/5");
  CHECK(part("bytes=3-").body == "lo");
  CHECK(part("bytes=3-99").body == "lo");
  CHECK(part("bytes=-2").body == "lo");
  CHECK(part("bytes=-99").body == "hello");
  CHECK(part("bytes=5-").status == 416);
  CHECK(part("bytes=-0").status == 416);
  CHECK(http::find_header(part("bytes=5-9").headers, "content-range") == "bytes */5");
  for (const char* none : {"bytes=2-1", "bytes=a-b", "bytes=1-2,3-4", "lines=1-2", "bytes=", "bytes=-"})
    CHECK(part(none).status == 200);
  CHECK(answer({{"Range", "bytes=1-2"}, {"If-Range", tag}}).status == 206);
  CHECK(answer({{"Range", "bytes=1-2"}, {"If-Range", "\"other\""}}).status == 200);
  CHECK(answer({{"Range", "bytes=1-2"}}, "HEAD").status == 200);
}
