#include "runtime/code_parts.h"

#include <catch2/catch.hpp>
#include <map>

#include "tests/support/scratch_folder.h"

using namespace cxsam::runtime;
using cxsam::test::ScratchFolder;
using Kind = CodePart::Kind;
namespace fs = std::filesystem;

namespace {

std::map<std::string, CodePart> by_path(const fs::path& code) {
  std::map<std::string, CodePart> parts;
  for (CodePart& part : parts_of(code)) parts.emplace(part.path, part);
  return parts;
}

}  // namespace

TEST_CASE("parts_of: a folder whose links stay inside is one piece", "[runtime]") {
  const ScratchFolder folder;
  folder.write("code/app.py", "");
  folder.write("code/lib/a.py", "");
  fs::create_symlink("lib/a.py", folder / "code/a.py");
  fs::create_symlink("../app.py", folder / "code/lib/app.py");
  fs::create_symlink("gone", folder / "code/broken");
  CHECK(parts_of(folder / "code").empty());
}

TEST_CASE("parts_of: what is behind a link that leads out stands in its place", "[runtime]") {
  const ScratchFolder folder;
  folder.write("code/app.py", "");
  folder.write("code/lib/a.py", "");
  folder.write("code/deep/b.py", "");
  folder.write("code/node_modules/left/index.js", "");
  folder.write("shared/tax.py", "");
  fs::create_symlink("lib/a.py", folder / "code/a.py");
  fs::create_symlink("../../shared", folder / "code/deep/shared");
  fs::create_symlink(folder / "shared/tax.py", folder / "code/tax.py");
  fs::create_directory(folder / "code/node_modules/@x");
  fs::create_symlink("../../../shared", folder / "code/node_modules/@x/shared");
  const auto parts = by_path(folder / "code");
  const auto real = [&](const char* path) { return fs::canonical(folder / path).string(); };
  CHECK(parts.at("app.py").kind == Kind::FileOf);
  CHECK(parts.at("a.py").kind == Kind::Link);
  CHECK(parts.at("a.py").source == "lib/a.py");
  CHECK(parts.at("lib").kind == Kind::FolderOf);
  CHECK(parts.at("deep").kind == Kind::Folder);
  CHECK(parts.at("deep/b.py").kind == Kind::FileOf);
  CHECK(parts.at("deep/shared").kind == Kind::FolderOf);
  CHECK(parts.at("deep/shared").source == real("shared"));
  CHECK(parts.at("tax.py").source == real("shared/tax.py"));
  CHECK(parts.at("node_modules/left").kind == Kind::FolderOf);
  CHECK(parts.at("node_modules/@x/shared").source == real("shared"));
}

TEST_CASE("parts_of: links that lead in circles end", "[runtime]") {
  const ScratchFolder folder;
  folder.write("code/app.py", "");
  fs::create_symlink("..", folder / "code/up");
  const auto parts = by_path(folder / "code");
  CHECK(parts.at("app.py").kind == Kind::FileOf);
  CHECK(parts.at("up").kind == Kind::FolderOf);  // the link in it leads to itself there, too
  CHECK(parts.at("up").source == fs::canonical(folder / ".").string());
  CHECK(parts.size() == 2);
}

TEST_CASE("parts_of: packages that all link to one another end, too", "[runtime]") {
  const ScratchFolder folder;
  constexpr int kPackages = 40;
  const auto package = [&](int i) { return folder / ("packages/p" + std::to_string(i)); };
  for (int i = 0; i < kPackages; ++i) {
    fs::create_directories(package(i));
    for (int to = i + 1; to < kPackages; ++to) fs::create_symlink(package(to), package(i) / ("p" + std::to_string(to)));
  }
  folder.write("code/app.js", "");
  fs::create_symlink(package(0), folder / "code/p0");
  const auto parts = by_path(folder / "code");
  CHECK(parts.at("p0").kind == Kind::Folder);
  CHECK(parts.size() < 20000);
}
