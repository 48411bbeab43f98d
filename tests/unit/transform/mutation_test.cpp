// Templates that are wrong in odd places get findings, never a crash: each value of every case is replaced in turn.
#include <filesystem>

#include "base/file.h"
#include "tests/unit/transform/helpers.h"

using namespace cxsam;
using namespace cxsam::transform;

namespace {

/// Every node below `node`, as the path of indexes that leads to it.
void collect(const Node& node, std::vector<std::size_t>& path, std::vector<std::vector<std::size_t>>& out) {
  for (std::size_t i = 0; i < node.members.size() + node.items.size(); ++i) {
    path.push_back(i);
    out.push_back(path);
    collect(node.is_map() ? node.members[i].value : node.items[i], path, out);
    path.pop_back();
  }
}

Node& follow(Node& node, const std::vector<std::size_t>& path) {
  Node* at = &node;
  for (const std::size_t i : path) at = at->is_map() ? &at->members[i].value : &at->items[i];
  return *at;
}

Nodes replacements(const Node& origin) {
  return {make_null(origin),
          make_string("", origin),
          make_int(7, origin),
          make_list({make_string("x", origin)}, origin),
          make_map({{"Fn::If", origin.span, make_list({make_string("C", origin)}, origin)}}, origin),
          make_map({}, origin)};
}

}  // namespace

TEST_CASE("transform: mutated templates never crash") {
  const auto root = std::filesystem::path(CXSAM_SOURCE_DIR) / "tests" / "transform";
  std::size_t runs = 0;
  for (const auto& folder : std::filesystem::directory_iterator(root)) {
    Sources sources;
    Diagnostics diagnostics;
    const FileId file = sources.add("template.yaml", read_file(folder.path() / "input.yaml").value());
    const auto document = read_document(sources, file, diagnostics);
    REQUIRE(document);
    std::vector<std::vector<std::size_t>> paths;
    std::vector<std::size_t> path;
    collect(*document, path, paths);
    for (std::size_t i = 0; i < 2 * paths.size(); ++i) {
      Node mutated = *document;
      Node& target = follow(mutated, paths[i / 2]);
      const auto choices = replacements(target);
      target = choices[i % choices.size()];
      const tmpl::Template source = tmpl::Template::from(std::move(mutated), diagnostics);
      static_cast<void>(transform::transform(source, {}, sources, diagnostics));
      ++runs;
    }
  }
  CHECK(runs > 900);
}
