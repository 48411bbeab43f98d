// Every template of the corpus is read, and written and read again.
#include <algorithm>
#include <filesystem>
#include <iostream>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "diagnostic/render.h"
#include "document/reader.h"
#include "document/sam_yaml.h"
#include "document/writer.h"
#include "tests/support/corpus.h"

using namespace cxsam;

namespace {

namespace fs = std::filesystem;

std::vector<fs::path> templates(const fs::path& root) {
  std::vector<fs::path> paths;
  for (const fs::path& folder : {root / "transform", root / "lint/templates"}) {
    if (!fs::is_directory(folder)) continue;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
      const bool wanted = folder.filename() == "templates" || entry.path().filename() == "input.yaml";
      if (wanted && entry.is_regular_file()) paths.push_back(entry.path());
    }
  }
  std::ranges::sort(paths);
  return paths;
}

bool comes_back(const Node& node, std::string written) {
  Sources sources;
  Diagnostics diagnostics;
  const FileId file = sources.add("written", std::move(written));
  const auto again = read_document(sources, file, diagnostics);
  return again && !diagnostics.has_errors() && same_value(node, *again);
}

}  // namespace

TEST_CASE("corpus: every template is read, and written and read again as the same value") {
  const fs::path root = test::corpus();
  const std::vector<fs::path> paths = templates(root);
  if (paths.empty()) {
    test::say_skipped(root);
    return;
  }
  std::size_t with_errors = 0;
  for (const fs::path& path : paths) {
    INFO(path.string());
    Sources sources;
    Diagnostics diagnostics;
    const auto file = sources.load(path);
    REQUIRE(file);
    std::optional<Node> node;
    REQUIRE_NOTHROW(node = read_document(sources, *file, diagnostics));
    REQUIRE((node || diagnostics.has_errors()));
    if (diagnostics.has_errors()) {
      ++with_errors;
      std::cout << render_text(sources, diagnostics.items());
      continue;
    }
    CHECK(comes_back(*node, write_yaml(*node)));
    CHECK(comes_back(*node, write_sam_yaml(*node)));
    if (node->is_map()) CHECK(comes_back(*node, write_json(*node)));
  }
  std::cout << "document: " << paths.size() << " templates read, " << with_errors << " of them with errors\n";
}
