// An application from template text, for tests.
#pragma once

#include <catch2/catch.hpp>
#include <string>

#include "application/function_parts.h"
#include "document/reader.h"

namespace cxsam::test {

inline application::Application application_from(std::string text, const tmpl::ParameterOverrides& parameters = {},
                                                 Diagnostics* findings = nullptr,
                                                 application::PartsOfFunctions* parts = nullptr) {
  Sources sources;
  Diagnostics diagnostics;
  const FileId file = sources.add("template.yaml", std::move(text));
  auto root = read_document(sources, file, diagnostics);
  REQUIRE(root);
  const auto source = tmpl::Template::from(std::move(*root), diagnostics);
  const tmpl::Environment environment;
  const auto values = tmpl::parameter_values(source, parameters, environment, diagnostics);
  const tmpl::Resolver names(source, values);
  const tmpl::Resolver resolver(source, values, application::physical_value(environment, names));
  auto application = application::read_application(resolver, diagnostics);
  if (parts != nullptr) application::read_function_parts(resolver, "", application, *parts);
  if (findings != nullptr) *findings = std::move(diagnostics);
  return application;
}

/// With versions, aliases and URLs.
inline application::Application application_from(std::string text, application::PartsOfFunctions& parts) {
  return application_from(std::move(text), {}, nullptr, &parts);
}

}  // namespace cxsam::test
