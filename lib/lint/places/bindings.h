// Which rules look at which places of resources: the rows of schemas/rules/bindings.tsv that a template has types for, read
// once a template.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string_view>
#include <vector>

#include "facts/value.h"
#include "template/template.h"

namespace cxsam::lint {

/// What a rule makes of a function where it looks for a value.
enum class FunctionReading : std::uint8_t {
  Open,      // whatever the function gives may be right
  Literal,   // a value like any other: the rule looks at what is written out
  Judged,    // the kind that it gives is held against the types and formats wanted, as no other schema does it there
  Resolved,  // the values that it may give are held against the schema
  Inside,    // so are those of functions inside of a document; one that gives all of it is the property's matter
};

/// A rule and a place.
struct Binding {
  std::string_view rule;
  std::vector<std::string_view> path;  // from a resource's entry, or from a section; "*" stands for every item
  facts::Value schema;                 // that the value is held against; Missing: the rule is written by hand
  bool all = false;                    // all findings count, not only the one that says most
  bool regional = false;               // `schema` is a table of schemas by Region
  FunctionReading functions = FunctionReading::Open;
  bool is_policy = false;  // `schema` is that of an IAM policy
  bool is_gap = false;     // cfn-lint does not look here
};

/// Of a top-level section.
std::vector<Binding> bindings_of_section(std::string_view section);

/// A resource that a rule looks at.
struct BoundResource {
  const tmpl::Resource* resource = nullptr;
  const Binding* binding = nullptr;
};

/// Move-only: what it gives points into it and into the template, which must outlive it.
class ResourceBindings {
 public:
  /// Of types that none of the Regions has, nothing more is said than that.
  ResourceBindings(const tmpl::Template& source, std::span<const std::string_view> regions);
  ResourceBindings(ResourceBindings&&) = default;
  ResourceBindings& operator=(ResourceBindings&&) = default;

  /// Of a type that the template has, or "*": those of every type.
  [[nodiscard]] std::span<const Binding> of_type(std::string_view type) const;
  /// In the order of the resources; those of every type are left out.
  [[nodiscard]] std::span<const BoundResource> of_rule(std::string_view rule) const;

 private:
  std::map<std::string_view, std::vector<Binding>> by_type_;
  std::map<std::string_view, std::vector<BoundResource>> by_rule_;
};

}  // namespace cxsam::lint
