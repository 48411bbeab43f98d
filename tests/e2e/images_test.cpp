// Functions that are container images, made here of bash and what it needs: as a folder, as an archive of docker save and as an
// OCI layout. Their runtime client is bash alone.
#include <catch2/catch.hpp>
#include <iostream>

#include "json/json.h"
#include "system/command.h"
#include "tests/e2e/function_fixture.h"
#include "tests/e2e/isolation.h"
#include "tests/support/process.h"
#include "tests/support/scratch_folder.h"

using namespace cxsam;
using test::ScratchFolder;
namespace fs = std::filesystem;

namespace {

constexpr std::string_view kBootstrap = R"SH(#!/bin/bash
api=${AWS_LAMBDA_RUNTIME_API/://}
ask() {  # METHOD PATH BODY
  exec 9<>/dev/tcp/$api
  printf '%s %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: %s\r\n\r\n%s' "$1" "$2" "${#3}" "$3" >&9
  size=0 id=
  while IFS=$' :\r' read -r name value <&9 && [ -n "$name" ]; do
    case ${name,,} in
      content-length) size=$value ;;
      lambda-runtime-aws-request-id) id=$value ;;
    esac
  done
  IFS= read -r -N "$size" body <&9
  exec 9<&- 9>&-
}
while true; do
  ask GET /2018-06-01/runtime/invocation/next
  event=$body request=$id
  wrote=no; { echo x >/srv/new; } 2>/dev/null && wrote=yes
  echo kept >>/tmp/file
  [ -e /etc/debian_version ] && host=seen || host=hidden
  ask POST "/2018-06-01/runtime/invocation/$request/response" \
    "{\"event\": $event, \"arguments\": \"$*\", \"folder\": \"$PWD\", \"own\": \"$OWN\", \"name\": \"$AWS_LAMBDA_FUNCTION_NAME\", \"handler\": \"$_HANDLER\", \"wrote\": \"$wrote\", \"host\": \"$host\", \"processes\": $$}"
done
)SH";

/// bash as the file system of an image, an image of docker save, and an OCI layout.
constexpr std::string_view kMake = R"SH(
set -e
mkdir -p root/bin root/srv root/etc root/opt layout/blobs/sha256
cp /bin/bash root/bin/
for library in $(ldd /bin/bash | grep -o '/[^ ]*'); do mkdir -p root/$(dirname $library); cp $library root/$library; done
cp bootstrap root/srv/ && chmod 755 root/srv/bootstrap
tar -C root -czf layout/blobs/sha256/layer .
config='{"architecture": "ARCH", "config": {"Entrypoint": ["bootstrap"], "Cmd": ["app.handler"], "Env": ["PATH=/srv:/bin", "OWN=image"], "WorkingDir": "/srv"}}'
case $(uname -m) in aarch64) arch=arm64 ;; *) arch=amd64 ;; esac
echo "$config" | sed "s/ARCH/$arch/" >layout/blobs/sha256/config
echo '{"config": {"digest": "sha256:config"}, "layers": [{"digest": "sha256:layer"}]}' >layout/blobs/sha256/manifest
echo '{"imageLayoutVersion": "1.0.0"}' >layout/oci-layout
echo '{"manifests": [{"digest": "sha256:manifest"}]}' >layout/index.json
echo '[{"Config": "blobs/sha256/config", "Layers": ["blobs/sha256/layer"]}]' >manifest.json
tar -cf saved.tar manifest.json -C layout blobs
tar -C layout -cf oci.tar .
)SH";

constexpr std::string_view kTemplate = R"(Transform: AWS::Serverless-2016-10-31
Resources:
  Saved:
    Type: AWS::Serverless::Function
    Properties: {PackageType: Image, ImageUri: saved.tar, MemorySize: 512}
  Folder:
    Type: AWS::Serverless::Function
    Properties:
      PackageType: Image
      ImageUri: ./root
      MemorySize: 512
      ImageConfig: {EntryPoint: [/srv/bootstrap], Command: [other.handler], WorkingDirectory: /etc}
      Environment: {Variables: {OWN: template}}
  Remote:
    Type: AWS::Serverless::Function
    Properties: {PackageType: Image, ImageUri: 123456789012.dkr.ecr.us-east-1.amazonaws.com/pay:latest, MemorySize: 512}
)";

struct Images {
  Images() {
    folder.write("bootstrap", kBootstrap);
    folder.write("template.yaml", kTemplate);
    const auto made =
        system::run_command({.words = {"bash", "-c", std::string(kMake)}, .folder = folder.path(), .environment = {}});
    REQUIRE(made);
    INFO(made->err);
    REQUIRE(made->exit_code == 0);
  }
  [[nodiscard]] test::ProcessResult invoke(std::vector<std::string> words) const {
    words.insert(words.begin(), {CXSAM_BINARY, "local", "invoke"});
    return test::run_process({.command = std::move(words),
                              .folder = folder.path(),
                              .environment = {{"PATH", "/usr/bin:/bin"}, {"HOME", folder.path().string()}}});
  }
  ScratchFolder folder;
};

bool has_namespaces() {
  const runtime::Isolation isolation = test::isolation();
  if (!isolation.namespaces) std::cout << "skipped: no namespaces here: " << isolation.missing << "\n";
  return isolation.namespaces;
}

}  // namespace

TEST_CASE("images: of docker save, of an OCI layout and of an OCI archive", "[e2e][image]") {
  if (!has_namespaces()) return;
  const Images images;
  for (const std::vector<std::string>& words :
       {std::vector<std::string>{"Saved"}, {"Remote", "--image", "Remote=layout"}, {"Remote", "--image", "oci.tar"}}) {
    const auto run = images.invoke(words);
    INFO(run.err << run.out);
    REQUIRE(run.exit_code == 0);
    const Json answer = parse_json(run.out).value_or(Json());
    REQUIRE(answer.is_object());
    CHECK(answer["name"] == words.front());
    CHECK(answer["arguments"] == "app.handler");
    CHECK(answer["folder"] == "/srv");
    CHECK(answer["own"] == "image");
    CHECK(answer["handler"] == "");
    CHECK(answer["wrote"] == "no");
    CHECK(answer["host"] == "hidden");
  }
}

TEST_CASE("images: a folder as the file system, and what ImageConfig changes", "[e2e][image]") {
  if (!has_namespaces()) return;
  const Images images;
  const auto run = images.invoke({"Folder"});
  INFO(run.err << run.out);
  REQUIRE(run.exit_code == 0);
  const Json answer = parse_json(run.out).value_or(Json());
  REQUIRE(answer.is_object());
  CHECK(answer["arguments"] == "other.handler");
  CHECK(answer["folder"] == "/etc");
  CHECK(answer["own"] == "template");
  CHECK(answer["event"] == Json::object());
  CHECK(run.err.find("REPORT RequestId: ") != std::string::npos);
  CHECK_FALSE(fs::exists(images.folder / "root/srv/new"));
  CHECK_FALSE(fs::exists(images.folder / "root/proc"));
}

TEST_CASE("images: one that is elsewhere is said, with what to do", "[e2e][image]") {
  const Images images;
  const auto run = images.invoke({"Remote"});
  INFO(run.err);
  CHECK(run.exit_code == 1);
  CHECK(
      run.err.find("Error: `Remote` is a container image function, and its image "
                   "`123456789012.dkr.ecr.us-east-1.amazonaws.com/pay:latest` is not on this machine as a file or folder\n") !=
      std::string::npos);
  CHECK(run.err.find("--image Remote=image.tar") != std::string::npos);
}
