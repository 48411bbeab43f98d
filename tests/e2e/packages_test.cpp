// What `./dev package` makes, installed in roots and environments that hold nothing else. They are made of the build that is
// tested, when it is one that users get.

#include <catch2/catch.hpp>
#include <filesystem>
#include <iostream>
#include <string>
#include <vector>

#include "base/file.h"
#include "base/text.h"
#include "tests/e2e/hook_repository.h"

namespace fs = std::filesystem;
using namespace cxsam;

namespace {

test::ProcessResult shell(const fs::path& folder, const std::string& script) {
  return test::run_process({.command = {"sh", "-e", "-c", script},
                            .folder = folder,
                            .environment = {{"PATH", testing::path_variable() + ":/usr/sbin:/sbin"},
                                            {"HOME", folder},
                                            {"LC_ALL", "C.UTF-8"},
                                            {"SOURCE_DATE_EPOCH", "1780000000"}},
                            .limit = std::chrono::seconds(600)});
}

void must(const fs::path& folder, const std::string& script) {
  const test::ProcessResult result = shell(folder, script);
  INFO(script << "\n" << result.out << result.err);
  REQUIRE(result.exit_code == 0);
}

/// deb, tar.xz and whl, made once for all tests.
struct Packages {
  test::ScratchFolder folder;
  fs::path deb, archive, wheel;

  Packages() {
    must(folder.path(),
         "'" CXSAM_SOURCE_DIR "/cmake/packaging/make_packages' '" + fs::path(CXSAM_BINARY).parent_path().string() + "' .");
    for (const auto& entry : fs::directory_iterator(folder.path())) {
      const std::string extension = entry.path().extension();
      if (extension == ".deb") deb = entry.path();
      if (extension == ".xz") archive = entry.path();
      if (extension == ".whl") wheel = entry.path();
    }
  }
};

const Packages& packages() {
  static const Packages made;
  return made;
}

/// Says why a test cannot be, if it cannot.
bool is_skipped(const std::vector<std::string>& tools) {
  if (!CXSAM_IS_RELEASE) {
    std::cout << "skipped: packages are made of release builds\n";
    return true;
  }
  std::vector<std::string> all = tools;
  all.insert(all.end(), {"cpack", "readelf", "python3"});
  if (const auto tool = testing::missing_tool(all)) std::cout << "skipped: no " << *tool << '\n';
  return testing::missing_tool(all).has_value();
}

/// Whether a process may have a root folder of its own here.
bool has_no_roots() {
  const bool missing = shell("/", "unshare --map-root-user --root=/ true").exit_code != 0;
  if (missing) std::cout << "skipped: no user namespaces\n";
  return missing;
}

/// A root folder with the C library, a template, and nothing else.
void make_root(const test::ScratchFolder& root) {
  must(root.path(), "ldd '" CXSAM_BINARY "' | grep -o '/[^ ]*' | xargs -I{} cp -L --parents {} .");
  root.write("good/template.yaml", testing::kGoodTemplate);
  root.write("good/src/app.py", "def handler(event, context):\n    return 1\n");
  root.write("bad/template.yaml", testing::kBadTemplate);
  root.write("bad/src/app.py", "def handler(event, context):\n    return 1\n");
}

void check_in_root(const test::ScratchFolder& root, const std::string& program) {
  const std::string run = "unshare --map-root-user --root=. " + program + " validate ";
  const test::ProcessResult good = shell(root.path(), run + "/good");
  INFO(good.out << good.err);
  CHECK(good.exit_code == 0);
  const test::ProcessResult bad = shell(root.path(), run + "/bad");
  INFO(bad.out << bad.err);
  CHECK(bad.exit_code == 1);
  CHECK(bad.out.find("error[CX1002]") != std::string::npos);
}

void check_share(const fs::path& share) {
  for (const char* file : {"bash-completion/completions/cxsam", "zsh/site-functions/_cxsam", "zsh/vendor-completions/_cxsam",
                           "fish/vendor_completions.d/cxsam.fish", "man/man1/cxsam.1", "man/man1/cxsam-local-start-api.1"}) {
    INFO(file);
    CHECK(fs::file_size(share / file) > 100);
  }
}

}  // namespace

TEST_CASE("packages: the Debian package in an empty root") {
  if (is_skipped({"dpkg", "dpkg-deb"}) || has_no_roots()) return;
  const test::ScratchFolder root;
  make_root(root);
  must(root.path(),
       "mkdir -p var/lib/dpkg/info var/lib/dpkg/updates && touch var/lib/dpkg/status\n"
       "unshare --map-root-user dpkg --root=. --log=/dev/null --force-depends --install '" +
           packages().deb.string() + "'");
  check_in_root(root, "/usr/bin/cxsam");
  check_share(root / "usr/share");
  CHECK(root.read("usr/share/doc/cxsam/copyright").find("Apache License") != std::string::npos);
  must(root.path(), "dpkg-deb --field '" + packages().deb.string() + "' Depends | grep -x 'libc6 (>= 2[.]34)'");
}

TEST_CASE("packages: the archive in an empty root") {
  if (is_skipped({"xz"}) || has_no_roots()) return;
  const test::ScratchFolder root;
  make_root(root);
  must(root.path(), "mkdir opt && tar -xJf '" + packages().archive.string() + "' -C opt --strip-components=1 --no-same-owner");
  check_in_root(root, "/opt/bin/cxsam");
  check_share(root / "opt/share");
}

TEST_CASE("packages: the wheel in a virtual environment, without an index") {
  if (is_skipped({})) return;
  const test::ScratchFolder folder;
  if (shell(folder.path(), "python3 -m venv environment").exit_code != 0) {
    std::cout << "skipped: no python3-venv\n";
    return;
  }
  must(folder.path(), "environment/bin/pip install --quiet --no-index '" + packages().wheel.string() + "'");
  folder.write("template.yaml", testing::kBadTemplate);
  const test::ProcessResult bad = shell(folder.path(), "environment/bin/cxsam validate template.yaml");
  CHECK(bad.exit_code == 1);
  CHECK(bad.out.find("error[CX1002]") != std::string::npos);
  check_share(folder / "environment/share");
  must(folder.path(),
       "environment/bin/pip check && environment/bin/pip uninstall --quiet --yes cxsam && test ! -e environment/bin/cxsam");
}

TEST_CASE("packages: the wheel as a pre-commit hook of `language: python`") {
  if (is_skipped({"git", "pre-commit"})) return;
  // No index: pip builds pre-commit's own placeholder with the setuptools of the environment. ("0" means: no isolation.)
  testing::HookRepository repository({{"PIP_NO_INDEX", "1"}, {"PIP_NO_BUILD_ISOLATION", "0"}});
  repository.write("work/.pre-commit-config.yaml",
                   "repos:\n"
                   "  - repo: local\n"
                   "    hooks:\n"
                   "      - id: cxsam-validate\n"
                   "        name: cxsam validate\n"
                   "        entry: cxsam validate --quiet\n"
                   "        language: python\n"
                   "        additional_dependencies: ['" +
                       packages().wheel.string() +
                       "']\n"
                       "        files: '\\.(ya?ml|json|template)$'\n"
                       "        require_serial: true\n");
  repository.check_hooks();
}

TEST_CASE("packages: made again, they have the same bytes") {
  if (is_skipped({})) return;
  const Packages again;
  CHECK((read_file(again.deb).value() == read_file(packages().deb).value()));
  CHECK((read_file(again.archive).value() == read_file(packages().archive).value()));
  CHECK((read_file(again.wheel).value() == read_file(packages().wheel).value()));
}

TEST_CASE("packages: the program loads libc and nothing else") {
  if (is_skipped({})) return;
  const test::ProcessResult loaded =
      shell("/", "readelf --dynamic '" CXSAM_BINARY "' | sed -n 's/.*(NEEDED).*\\[\\(.*\\)\\]/\\1/p'");
  INFO(loaded.out << loaded.err);
  CHECK(loaded.out.find("libc.so.6") != std::string::npos);
  for (const std::string_view library : split(loaded.out, '\n'))
    CHECK((library.empty() || library.starts_with("libc.so.") || library.starts_with("ld-linux-")));
}
