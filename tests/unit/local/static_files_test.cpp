#include "local/static_files.h"

#include <catch2/catch.hpp>

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
    return local::find_static_file(folder / "public", method, target);
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
  CHECK_FALSE(local::find_static_file(folder / "none", "GET", "/"));
}
