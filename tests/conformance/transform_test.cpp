// Runs templates of the wild, and what AWS's transform makes of them, where that corpus is present: $CXSAM_CORPUS, or
// ../shared/corpus beside the project.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cctype>
#include <cstdlib>
#include <filesystem>
#include <iostream>

#include "base/file.h"
#include "document/reader.h"
#include "transform/json_text.h"
#include "transform/transform.h"

using namespace cxsam;

namespace {

/// Deployments may have any hash: "ApiDeployment0123456789" and the digits in its description become one text.
std::string without_deployment_hash(std::string text) {
  for (const std::string_view word : {"Deployment", "deployment id: "}) {
    for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
      std::size_t end = at + word.size();
      while (end < text.size() && std::isxdigit(static_cast<unsigned char>(text[end]))) ++end;
      if (end - at - word.size() >= 10) text.erase(at + word.size(), end - at - word.size());
    }
  }
  return text;
}

/// A text that is the same for values that differ in nothing but the order of keys and list entries.
std::string normal_form(const Node& node) {
  if (node.is_scalar()) return without_deployment_hash(transform::canonical_json(node));
  std::vector<std::string> parts;
  for (const Node& item : node.items) parts.push_back(normal_form(item));
  for (const Member& member : node.members)
    parts.push_back(without_deployment_hash(member.key) + "=" + normal_form(member.value));
  std::ranges::sort(parts);
  std::string out = node.is_list() ? "[" : "{";
  for (const std::string& part : parts) out += part + ",";
  return out + (node.is_list() ? "]" : "}");
}

bool agrees(const std::filesystem::path& folder) {
  Sources sources;
  Diagnostics diagnostics;
  const FileId file = sources.add("input.yaml", read_file(folder / "input.yaml").value());
  auto document = read_document(sources, file, diagnostics);
  const bool rejected = std::filesystem::exists(folder / "expected.error.txt");
  if (!document) return rejected;
  const tmpl::Template source = tmpl::Template::from(std::move(*document), diagnostics);
  const transform::TransformOptions options{
      .environment = {}, .parameters = {}, .artifacts = transform::ArtifactPaths::Required, .managed_policies = {}};
  const auto made = transform::transform(source, options, sources, diagnostics);
  if (rejected || !made) return rejected && !made;
  const FileId expected_file = sources.add("expected.json", read_file(folder / "expected.json").value());
  const auto expected = read_document(sources, expected_file, diagnostics);
  return expected && normal_form(*made) == normal_form(*expected);
}

}  // namespace

TEST_CASE("transform: templates of the wild become what AWS makes of them") {
  const char* given = std::getenv("CXSAM_CORPUS");
  const auto corpus =
      given ? std::filesystem::path(given) : std::filesystem::path(CXSAM_SOURCE_DIR).parent_path() / "shared" / "corpus";
  const auto root = corpus / "transform" / "realworld";
  if (!std::filesystem::is_directory(root)) {
    std::cout << "skipped: no corpus at " << root.string() << '\n';
    return;
  }
  std::size_t passed = 0;
  std::size_t all = 0;
  for (const auto& entry : std::filesystem::directory_iterator(root)) {
    if (!std::filesystem::exists(entry.path() / "input.yaml")) continue;
    ++all;
    if (agrees(entry.path())) ++passed;
  }
  std::cout << "transform: " << passed << " of " << all << " templates of the wild\n";
  CHECK(passed * 100 >= all * 90);
}
