// What makes cxsam's transform more than AWS's: everything generated knows the line that caused it.
#include <filesystem>

#include "base/file.h"
#include "tests/unit/transform/helpers.h"

using namespace cxsam;
using namespace cxsam::transform;

namespace {

/// The first node, by path, that points nowhere in the user's template.
std::string find_lost(const Sources& sources, const Node& node, FileId file, const std::string& path) {
  const bool placed = node.span.file == file && node.span.end <= sources.text(file).size() && node.span.begin < node.span.end;
  if (!placed) return path;
  for (const Member& member : node.members) {
    if (auto lost = find_lost(sources, member.value, file, path + "/" + member.key); !lost.empty()) return lost;
  }
  for (const Node& item : node.items) {
    if (auto lost = find_lost(sources, item, file, path + "/-"); !lost.empty()) return lost;
  }
  return {};
}

}  // namespace

TEST_CASE("spans: every generated property points into the template") {
  const auto root = std::filesystem::path(CXSAM_SOURCE_DIR) / "tests" / "transform";
  for (const auto& folder : std::filesystem::directory_iterator(root)) {
    const test::Run run(read_file(folder.path() / "input.yaml").value());
    if (!run.made) continue;
    INFO(folder.path());
    const Node* resources = run.made->find("Resources");
    REQUIRE(resources);
    for (const Member& resource : resources->members) {
      CHECK(find_lost(run.sources, resource.value, run.file, resource.key) == "");
    }
  }
}

TEST_CASE("spans: the chain of expansions leads from a permission to its event and function") {
  const test::Run run(R"(Transform: AWS::Serverless-2016-10-31
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties: {InlineCode: x, Handler: a.b, Runtime: python3.12, Events: {Get: {Type: Api, Properties: {Path: /x, Method: get}}}}
)");
  const Node* action = run.at({"Resources", "FGetPermissionProd", "Properties", "Action"});
  REQUIRE(action);
  CHECK(run.sources.slice(action->span) == "Get");
  const Expansion& event = run.sources.expansion(action->expansion);
  CHECK(event.why == "event `Get`");
  CHECK(run.sources.expansion(event.parent).why == "AWS::Serverless::Function `F`");
  const Node* body = run.at({"Resources", "ServerlessRestApi", "Properties", "Body", "info"});
  REQUIRE(body);
  CHECK(run.sources.slice(body->span) == "Get");
}
