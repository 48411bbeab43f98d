// The hook of .pre-commit-hooks.yaml in the real pre-commit: two repositories on this disk, no network.

#include <catch2/catch.hpp>
#include <filesystem>
#include <iostream>

#include "base/file.h"
#include "tests/e2e/hook_repository.h"

namespace fs = std::filesystem;
using namespace cxsam;

TEST_CASE("pre-commit: a good template passes, a bad one is stopped at its line") {
  if (const auto tool = testing::missing_tool({"git", "pre-commit"})) {
    std::cout << "skipped: no " << *tool << '\n';
    return;
  }
  testing::HookRepository repository;
  fs::create_symlink(CXSAM_BINARY, repository / "bin/cxsam");
  repository.write("hooks/.pre-commit-hooks.yaml", read_file(fs::path(CXSAM_SOURCE_DIR) / ".pre-commit-hooks.yaml").value());
  const std::string revision = repository.commit("hooks");
  repository.write("work/.pre-commit-config.yaml", "repos:\n  - repo: " + (repository / "hooks").string() +
                                                       "\n    rev: " + revision + "\n    hooks:\n      - id: cxsam-validate\n");
  repository.check_hooks();
}
