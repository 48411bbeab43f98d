// Runs templates of the wild, and what AWS's transform makes of them.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cctype>
#include <filesystem>
#include <iostream>

#include "base/file.h"
#include "document/reader.h"
#include "tests/support/corpus.h"
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

struct Run {
  Sources sources;
  FileId file = 0;
  std::optional<Node> made;

  explicit Run(const std::filesystem::path& folder) {
    Diagnostics diagnostics;
    file = sources.add("input.yaml", read_file(folder / "input.yaml").value());
    auto document = read_document(sources, file, diagnostics);
    if (!document) return;
    const tmpl::Template source = tmpl::Template::from(std::move(*document), diagnostics);
    const transform::TransformOptions options{
        .environment = {}, .parameters = {}, .artifacts = transform::ArtifactPaths::Required, .managed_policies = {}};
    made = transform::transform(source, options, sources, diagnostics);
  }
};

bool agrees(const std::filesystem::path& folder) {
  Run run(folder);
  if (std::filesystem::exists(folder / "expected.error.txt")) return !run.made;
  if (!run.made) return false;
  Diagnostics diagnostics;
  const FileId expected_file = run.sources.add("expected.json", read_file(folder / "expected.json").value());
  const auto expected = read_document(run.sources, expected_file, diagnostics);
  return expected && normal_form(*run.made) == normal_form(*expected);
}

/// The pointers of nodes that do not stand in the user's template.
std::vector<std::string> find_lost(const Run& run, const Node& node, const std::string& pointer) {
  std::vector<std::string> lost;
  const bool placed = node.span.file == run.file && node.span.end <= run.sources.text(run.file).size() &&
                      (node.span.begin < node.span.end || node.is_null());
  if (!placed) lost.push_back(pointer);
  const auto add = [&](const Node& child, const std::string& name) {
    const auto found = find_lost(run, child, pointer + "/" + name);
    lost.insert(lost.end(), found.begin(), found.end());
  };
  for (const Member& member : node.members) add(member.value, member.key);
  for (std::size_t i = 0; i < node.items.size(); ++i) add(node.items[i], std::to_string(i));
  return lost;
}

/// The folders of templates, none where there is no corpus.
std::vector<std::filesystem::path> templates_of_the_wild() {
  const auto root = test::corpus() / "transform" / "realworld";
  std::vector<std::filesystem::path> folders;
  if (!std::filesystem::is_directory(root)) {
    test::say_skipped(root);
    return folders;
  }
  for (const auto& entry : std::filesystem::directory_iterator(root)) {
    if (std::filesystem::exists(entry.path() / "input.yaml")) folders.push_back(entry.path());
  }
  return folders;
}

}  // namespace

TEST_CASE("transform: templates of the wild become what AWS makes of them") {
  const auto folders = templates_of_the_wild();
  const auto passed = static_cast<std::size_t>(std::ranges::count_if(folders, agrees));
  std::cout << "transform: " << passed << " of " << folders.size() << " templates of the wild\n";
  CHECK(passed * 100 >= folders.size() * 90);
}

TEST_CASE("transform: every property that is made of templates of the wild has a line in them") {
  for (const auto& folder : templates_of_the_wild()) {
    const Run run(folder);
    if (!run.made) continue;
    INFO(folder);
    CHECK(find_lost(run, *run.made, "") == std::vector<std::string>{});
  }
}
