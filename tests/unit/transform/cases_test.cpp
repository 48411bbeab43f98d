// tests/transform/<case>/input.yaml -> expected.json. CXSAM_UPDATE=1 rewrites the expected files.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "base/file.h"
#include "diagnostic/render.h"
#include "document/reader.h"
#include "document/writer.h"
#include "transform/transform.h"

using namespace cxsam;

namespace {

/// The CloudFormation as JSON; the findings as text when the template is rejected.
std::string transformed(const std::filesystem::path& input) {
  Sources sources;
  Diagnostics diagnostics;
  const FileId file = sources.add("input.yaml", read_file(input).value());
  auto document = read_document(sources, file, diagnostics);
  REQUIRE(document);
  const tmpl::Template source = tmpl::Template::from(std::move(*document), diagnostics);
  const transform::TransformOptions options{.environment = {.region = "eu-west-1"},
                                            .parameters = {},
                                            .artifacts = transform::ArtifactPaths::Required,
                                            .managed_policies = {}};
  const auto made = transform::transform(source, options, sources, diagnostics);
  diagnostics.sort_and_deduplicate();
  if (made) return write_json(*made) + "\n";
  return render_text(sources, diagnostics.items());
}

}  // namespace

TEST_CASE("transform: every folder of tests/transform gives what it expects") {
  const std::filesystem::path root = std::filesystem::path(CXSAM_SOURCE_DIR) / "tests" / "transform";
  std::vector<std::filesystem::path> folders;
  for (const auto& entry : std::filesystem::directory_iterator(root)) folders.push_back(entry.path());
  std::ranges::sort(folders);
  CHECK(folders.size() > 5);
  for (const std::filesystem::path& folder : folders) {
    DYNAMIC_SECTION(folder.filename().string()) {
      const std::string got = transformed(folder / "input.yaml");
      const bool rejected = !got.starts_with('{');
      const std::filesystem::path expected = folder / (rejected ? "expected.error" : "expected.json");
      if (std::getenv("CXSAM_UPDATE")) std::ofstream(expected) << got;
      CHECK(got == read_file(expected).value_or("no such file: " + expected.string()));
    }
  }
}
