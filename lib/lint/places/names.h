// Which names a template may use: parameters, pseudo parameters, its resources, and those that the transform makes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lint/settings/dialect.h"
#include "template/template.h"

namespace cxsam::lint {

class Names {
 public:
  Names(const tmpl::Template& source, const tmpl::Template& expanded, const Dialect& dialect);

  /// False when a macro, a loop, an include or a module may add names that nobody can know here. A name that is not found is
  /// then no error.
  [[nodiscard]] bool are_complete() const { return complete_; }

  [[nodiscard]] bool is_parameter(std::string_view name) const;
  /// A resource of the template or of what it expands to; also SAM's `Function.Version` form. Where a serverless
  /// resource was not expanded, every name that could be one of its generated ones counts.
  /// Source: AWS SAM developer guide, "Reference resource properties" ("generated resources").
  [[nodiscard]] bool is_resource(std::string_view name) const;
  [[nodiscard]] bool is_condition(std::string_view name) const;
  [[nodiscard]] const Node* find_mapping(std::string_view name) const;

  /// For did-you-mean.
  [[nodiscard]] std::vector<std::string> resources() const;
  [[nodiscard]] std::vector<std::string> parameters_and_resources() const;
  [[nodiscard]] std::vector<std::string> section_keys(std::string_view section) const;

 private:
  [[nodiscard]] bool could_be_generated(std::string_view name) const;

  const tmpl::Template* source_;
  const tmpl::Template* expanded_;
  bool names_untyped_;  // see Dialect
  bool complete_;
  std::vector<std::string_view> unexpanded_;  // resources with generated names that `expanded` does not show
};

bool is_pseudo_parameter(std::string_view name);

/// Whether the template asks for the transform.
bool has_transform(const Node& root, std::string_view name);

}  // namespace cxsam::lint
