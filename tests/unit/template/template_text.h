// A template from a text, for tests.
#pragma once

#include <catch2/catch.hpp>
#include <string>
#include <utility>

#include "document/reader.h"
#include "document/writer.h"
#include "template/parameters.h"
#include "template/resolver.h"
#include "template/template.h"

namespace cxsam::tmpl {

struct TemplateText {
  Sources sources;
  Diagnostics diagnostics;
  Template source;

  explicit TemplateText(std::string text) : source(read(std::move(text))) {}

  /// The text that a span covers.
  [[nodiscard]] std::string at(Span span) const { return std::string(sources.slice(span)); }
  [[nodiscard]] const Resource& resource(std::string_view id) const {
    const Resource* found = source.find_resource(id);
    REQUIRE(found != nullptr);
    return *found;
  }
  /// "E3001 message" of all findings, a line each.
  [[nodiscard]] std::string findings() const {
    std::string text;
    for (const Diagnostic& d : diagnostics.items()) text += d.id + " " + d.message + "\n";
    return text;
  }

  Resolver resolver(const ParameterOverrides& overrides = {}, PhysicalValue physical = {}) {
    return Resolver(source, parameter_values(source, overrides, Environment{}, diagnostics), std::move(physical));
  }

 private:
  Template read(std::string text) {
    std::optional<Node> root = read_document(sources, sources.add("template.yaml", std::move(text)), diagnostics);
    REQUIRE(root);
    return Template::from(std::move(*root), diagnostics);
  }
};

}  // namespace cxsam::tmpl
