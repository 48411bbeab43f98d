#include "runtime/image/image.h"

#include <catch2/catch.hpp>
#include <cstdlib>

#include "runtime/image/launch.h"
#include "runtime/image/manifest.h"
#include "tests/support/scratch_folder.h"
#include "tests/support/tar.h"

using namespace cxsam;
using namespace cxsam::runtime;
using test::ScratchFolder;
using test::Tar;
namespace fs = std::filesystem;

namespace {

constexpr const char* kConfig = R"({"architecture": "amd64", "config": {"Entrypoint": ["boot"], "Cmd": ["app.handler"],
  "Env": ["PATH=/srv/bin:/bin", "EMPTY=", "A=b=c"], "WorkingDir": "/srv"}})";
constexpr const char* kIndex = R"({"manifests": [
  {"digest": "sha256:aa", "platform": {"os": "linux", "architecture": "arm64"}},
  {"digest": "sha256:bb", "platform": {"os": "linux", "architecture": "amd64"}}]})";
constexpr const char* kManifest = R"({"config": {"digest": "sha256:cc"}, "layers": [{"digest": "sha256:dd"}]})";

std::string layer() { return Tar().file("srv/bin/boot", "#!/bin/sh\n", 0755).file("srv/notes", "x").text(); }

/// A cache of its own while a test runs.
struct Cache {
  Cache() { ::setenv("XDG_CACHE_HOME", folder.path().c_str(), 1); }
  ~Cache() { ::unsetenv("XDG_CACHE_HOME"); }
  ScratchFolder folder;
};

FunctionSpec image_function(const fs::path& root) {
  FunctionSpec spec;
  spec.function.logical_id = "Picture";
  spec.image.emplace();
  spec.code = root;
  return spec;
}

}  // namespace

TEST_CASE("image: an OCI layout is unpacked, for the architecture that is asked for", "[runtime][image]") {
  const Cache cache;
  const ScratchFolder image;
  image.write("index.json", kIndex);
  image.write("blobs/sha256/bb", kManifest);
  image.write("blobs/sha256/cc", kConfig);
  image.write("blobs/sha256/dd", layer());
  const auto opened = open_image(image.path(), "amd64");
  REQUIRE(opened);
  CHECK(fs::exists(opened->root / "srv/bin/boot"));
  CHECK(fs::exists(opened->root / "etc/hosts"));  // what the sandbox mounts over
  CHECK(opened->config.entry_point == std::vector<std::string>{"boot"});
  CHECK(opened->config.working_directory == "/srv");
  CHECK(open_image(image.path(), "amd64")->root == opened->root);
  CHECK_FALSE(open_image(image.path(), "arm64"));
}

TEST_CASE("image: an archive of docker save", "[runtime][image]") {
  const Cache cache;
  const ScratchFolder folder;
  const std::string manifest = R"([{"Config": "c.json", "RepoTags": ["x:latest"], "Layers": ["l/layer.tar"]}])";
  folder.write("image.tar", Tar().file("manifest.json", manifest).file("c.json", kConfig).file("l/layer.tar", layer()).text());
  const auto opened = open_image(folder / "image.tar", "amd64");
  REQUIRE(opened);
  CHECK(fs::exists(opened->root / "srv/notes"));
  const auto other = open_image(folder / "image.tar", "arm64");
  REQUIRE_FALSE(other);
  CHECK(other.error().message == "the image is for the architecture amd64, and this machine is arm64");
  folder.write("none.tar", Tar().file("readme", "x").text());
  CHECK(open_image(folder / "none.tar", "amd64").error().message.find("holds no image") != std::string::npos);
  CHECK(open_image(folder / "nothing", "amd64").error().message.find("there is no `") == 0);
}

TEST_CASE("image: what a manifest names stays within the image", "[runtime][image]") {
  const ScratchFolder folder;
  const ScratchFolder outside;
  outside.write("secret", "{}");
  const auto refused = [&](const std::string& manifest) {
    folder.write("manifest.json", manifest);
    return !find_image_parts(folder.path(), "amd64").has_value();
  };
  CHECK(refused(R"([{"Config": "../secret", "Layers": []}])"));
  CHECK(refused(R"([{"Config": "/etc/passwd", "Layers": []}])"));
  fs::create_symlink(outside / "secret", folder / "link");
  CHECK(refused(R"([{"Config": "link", "Layers": []}])"));
  CHECK(refused("[]"));
  CHECK(refused("{"));
  folder.write("index.json", R"({"manifests": [{"digest": "sha256:../../../secret"}]})");
  CHECK_FALSE(find_image_parts(folder.path(), "amd64"));
  folder.write("index.json", R"({"manifests": [{"digest": "sha256:aa"}]})");  // an index that names itself
  folder.write("blobs/sha256/aa", R"({"manifests": [{"digest": "sha256:aa"}]})");
  CHECK_FALSE(find_image_parts(folder.path(), "amd64"));
}

TEST_CASE("image: what is started, where, and with which variables", "[runtime][image]") {
  const ScratchFolder root;
  root.write("srv/bin/boot", "#!/bin/sh\n", true);
  root.write("other", "#!/bin/sh\n", true);
  const auto config = parse_image_config(kConfig);
  REQUIRE(config);
  FunctionSpec spec = image_function(root.path());
  auto launch = launch_image(spec, *config);
  REQUIRE(launch);
  CHECK(launch->arguments == std::vector<std::string>{"/srv/bin/boot", "app.handler"});
  CHECK(launch->environment.at("EMPTY").empty());
  CHECK(launch->environment.at("A") == "b=c");
  CHECK(launch->folder == "/srv");

  spec.image->entry_point = {"./other"};
  spec.image->command = {"x", "y"};
  spec.image->working_directory = "/";
  launch = launch_image(spec, *config);
  REQUIRE(launch);
  CHECK(launch->arguments == std::vector<std::string>{"/other", "x", "y"});
  spec.image->entry_point = {"nothing"};
  CHECK(launch_image(spec, *config).error().message == "the image of `Picture` has no program `nothing`");
  CHECK(launch_image(image_function(root.path()), {}).error().message.find("does not say what is started") !=
        std::string::npos);
}
