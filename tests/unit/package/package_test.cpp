#include "package/package.h"

#include <array>

#include <catch2/catch.hpp>

#include "base/hash.h"
#include "base/text.h"
#include "document/reader.h"
#include "document/writer.h"
#include "package/folder_store.h"
#include "package/images.h"
#include "package/limits.h"
#include "package/s3_store.h"
#include "tests/support/scratch_folder.h"

using namespace cxsam;
using test::ScratchFolder;
namespace fs = std::filesystem;

namespace {

constexpr std::uint64_t kMegabyte = 1024 * 1024;

struct Checked {
  Diagnostics diagnostics;

  Checked(const char* text, const std::vector<package::Packed>& packed) {
    Sources sources;
    const FileId file = sources.add("template.yaml", text);
    std::optional<Node> root = read_document(sources, file, diagnostics);
    REQUIRE(root);
    const tmpl::Template source = tmpl::Template::from(std::move(*root), diagnostics);
    package::check_limits(source, packed, *facts::find_limits("current"), diagnostics);
  }
};

constexpr const char* kTemplate = R"(
Transform: AWS::Serverless-2016-10-31
Globals:
  Function:
    Layers: [!Ref Shared]
Resources:
  Small:
    Type: AWS::Serverless::Function
    Properties:
      Layers: [!Ref Own, !Ref Shared, "arn:aws:lambda:us-east-1:123456789012:layer:x:1"]
  Shared:
    Type: AWS::Serverless::LayerVersion
  Own:
    Type: AWS::Serverless::LayerVersion
)";

}  // namespace

TEST_CASE("check_limits: a function counts with each of its layers once", "[package]") {
  std::vector<package::Packed> packed{{{"Small"}, "a.zip", {kMegabyte, 50 * kMegabyte}},
                                      {{"Shared"}, "b.zip", {kMegabyte, 150 * kMegabyte}},
                                      {{"Own"}, "c.zip", {kMegabyte, 50 * kMegabyte}}};
  CHECK(Checked(kTemplate, packed).diagnostics.items().empty());
  ++packed[2].size.unzipped;
  const Checked over(kTemplate, packed);
  REQUIRE(over.diagnostics.items().size() == 1);
  const Diagnostic& finding = over.diagnostics.items().front();
  CHECK(finding.severity == Severity::Error);
  CHECK(finding.message == "`Small` holds 250.0 MB unzipped; Lambda takes at most 250.0 MB");
  CHECK(finding.notes == std::vector<std::string>{"50.0 MB of that is its own code, the rest 2 layers."});
}

TEST_CASE("check_limits: layers of Globals that a function ignores do not count", "[package]") {
  const std::string ignored = replace_all(kTemplate, "    Properties:\n", "    IgnoreGlobals: [Layers]\n    Properties:\n");
  const std::string text = replace_all(ignored, "!Ref Own, !Ref Shared, ", "!Ref Own, ");
  CHECK(Checked(text.c_str(), {{{"Small"}, "a.zip", {kMegabyte, 50 * kMegabyte}},
                               {{"Shared"}, "b.zip", {kMegabyte, 250 * kMegabyte}},
                               {{"Own"}, "c.zip", {kMegabyte, 50 * kMegabyte}}})
            .diagnostics.items()
            .empty());
}

TEST_CASE("check_limits: a large archive is a warning, since S3 takes it", "[package]") {
  const Checked over(kTemplate, {{{"Own"}, "c.zip", {50 * kMegabyte + 1, 60 * kMegabyte}}});
  REQUIRE(over.diagnostics.items().size() == 1);
  CHECK(over.diagnostics.items().front().severity == Severity::Warning);
}

TEST_CASE("size_text: what a person reads", "[package]") {
  CHECK(package::size_text(0) == "0 bytes");
  CHECK(package::size_text(1023) == "1023 bytes");
  CHECK(package::size_text(1536) == "1.5 KB");
  CHECK(package::size_text(3 * kMegabyte / 2) == "1.5 MB");
}

TEST_CASE("Store: the same content has one name", "[package]") {
  const ScratchFolder folder;
  folder.write("a/app.py", "x");
  folder.write("b/app.py", "x");
  folder.write("c/app.py", "y");
  package::FolderStore store(folder / "out");
  const package::Use use;
  const auto a = store.add_folder(folder / "a", {}, use);
  const auto b = store.add_folder(folder / "b", {}, use);
  const auto c = store.add_folder(folder / "c", {}, use);
  REQUIRE((a && b && c));
  CHECK(a->place == b->place);
  CHECK(a->place != c->place);
  CHECK(a->size.unzipped == 1);
  const auto single = store.add_single_file(folder / "a/app.py", use);
  REQUIRE(single);
  CHECK(single->place == a->place);
  const auto passed = store.add_as_it_is(folder / "a/app.py", use);
  REQUIRE(passed);
  CHECK(fs::path(passed->place).extension() == ".py");
  CHECK(std::distance(fs::directory_iterator(folder / "out"), fs::directory_iterator()) == 3);
}

TEST_CASE("S3Store: keys are those of SAM CLI, and each form of a property has its own value", "[package]") {
  const ScratchFolder folder;
  folder.write("a/app.py", "x");
  folder.write("a/lib/util.py", "y");
  folder.write("a/.git/HEAD", "z");
  folder.write("b/app.py", "x");
  folder.write("b/lib/util.py", "y");
  package::S3Store store({.name = "art", .prefix = "p", .url = [](const std::string& key) { return "https://s3/art/" + key; }});
  const package::Use use{"F", "Code", "a/"};
  constexpr std::array<std::string_view, 1> kExcluded{".git"};
  const auto a = store.add_folder(folder / "a", kExcluded, use);
  const auto b = store.add_folder(folder / "b", {}, use);
  REQUIRE((a && b));
  CHECK(a->place == "p/" + md5_hex("app.py" + md5_hex("x") + "lib/util.py" + md5_hex("y")));
  CHECK(b->place == a->place);
  CHECK(store.add_single_file(folder / "b/app.py", use)->place == "p/" + md5_hex("app.py" + md5_hex("x")));
  CHECK(store.add_as_it_is(folder / "b/app.py", use)->place == "p/" + md5_hex("x"));
  CHECK(store.add_text("t", ".template", use)->place == "p/" + md5_hex("t") + ".template");
  CHECK(store.uploads().size() == 4);

  const auto value = [&](std::string type, std::string property, artifacts::Kind kind = artifacts::Kind::Other) {
    return write_json(store.value({.resource_type = std::move(type), .property = std::move(property), .kind = kind}, "p/k", ""),
                      0);
  };
  CHECK(value("AWS::Serverless::Function", "CodeUri") == R"("s3://art/p/k")");
  CHECK(value("AWS::Lambda::Function", "Code") == R"({"S3Bucket":"art","S3Key":"p/k"})");
  CHECK(value("AWS::Serverless::StateMachine", "DefinitionUri") == R"({"Bucket":"art","Key":"p/k"})");
  CHECK(value("AWS::CloudFormation::Stack", "TemplateURL", artifacts::Kind::NestedTemplate) == R"("https://s3/art/p/k")");
}

TEST_CASE("images: only those of a registry can be deployed", "[package]") {
  CHECK(package::is_image_in_registry("123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop/cart:v1"));
  CHECK(package::is_image_in_registry("123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/r@sha256:0"));
  for (const std::string_view local :
       {"", "mine:latest", "not-a-repo", "dkr.ecr.eu-west-1.amazonaws.com/r", "1.dkr.ecr.eu-west-1.amazonaws.com/"})
    CHECK_FALSE(package::is_image_in_registry(local));
}
