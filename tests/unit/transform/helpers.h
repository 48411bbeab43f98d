// Shared by the tests of the transform.
#pragma once

#include <catch2/catch.hpp>

#include "document/reader.h"
#include "transform/transform.h"

namespace cxsam::transform::test {

struct Run {
  Sources sources;
  Diagnostics diagnostics;
  std::optional<Node> made;
  FileId file = 0;

  explicit Run(std::string_view yaml, TransformOptions options = {}) {
    file = sources.add("template.yaml", std::string(yaml));
    auto document = read_document(sources, file, diagnostics);
    REQUIRE(document);
    const tmpl::Template source = tmpl::Template::from(std::move(*document), diagnostics);
    made = transform(source, options, sources, diagnostics);
  }

  [[nodiscard]] const Node* at(std::initializer_list<std::string_view> path) const {
    return made ? made->at_path(path) : nullptr;
  }
};

}  // namespace cxsam::transform::test
