#include "package/package.h"

#include <catch2/catch.hpp>

#include "base/text.h"
#include "document/reader.h"
#include "package/limits.h"
#include "package/store.h"
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
  package::Store store(folder / "out");
  const auto a = store.add_folder(folder / "a", {});
  const auto b = store.add_folder(folder / "b", {});
  const auto c = store.add_folder(folder / "c", {});
  REQUIRE((a && b && c));
  CHECK(a->file == b->file);
  CHECK(a->file != c->file);
  CHECK(a->size.unzipped == 1);
  const auto single = store.add_single_file(folder / "a/app.py");
  REQUIRE(single);
  CHECK(single->file == a->file);
  const auto passed = store.add_as_it_is(folder / "a/app.py");
  REQUIRE(passed);
  CHECK(passed->file.extension() == ".py");
  CHECK(std::distance(fs::directory_iterator(folder / "out"), fs::directory_iterator()) == 3);
}
