// The intrinsic functions as the linter sees them: which rule each has, and what kind of value it gives.
// Source: AWS CloudFormation user guide, "Intrinsic function reference".
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "facts/value.h"

namespace cxsam::lint::schema {

/// A set of JSON types, as bits.
enum Type : std::uint8_t {
  kNull = 1,
  kBoolean = 2,
  kInteger = 4,
  kNumber = 8,
  kString = 16,
  kList = 32,
  kMap = 64,
  kScalar = kBoolean | kInteger | kNumber | kString,
  kAnyType = 127
};
using TypeSet = std::uint8_t;

/// The types that the keyword `type` names: one, or a list of them. Names that are no JSON type ("date") count as strings.
TypeSet types_of(facts::Value keyword);

struct Function {
  std::string_view name;      // "Fn::Join"
  std::string_view rule;      // for wrong arguments, and for values of the wrong kind
  std::string_view resolved;  // for values that it gives and that are wrong; empty: never judged
  std::string_view schema;    // of its argument: the name of a document of "other", or empty
  TypeSet gives = kAnyType;
  std::string_view wants = {};  // its argument, in words
};

/// True for functions that only a transform knows. Source: AWS CloudFormation template reference, "AWS::LanguageExtensions
/// transform".
bool needs_extensions(const Function& function);

/// True for the ids of functions and places that wrong names inside of them have, too, as cfn-lint has it.
constexpr bool speaks_for_names(std::string_view rule) { return rule == "E6101" || rule == "E1030" || rule == "E1031"; }

std::span<const Function> all_functions();
/// Null for names that are no function.
const Function* find_function(std::string_view name);

/// Functions by their index in all_functions().
class FunctionSet {
 public:
  void add(std::string_view name);
  [[nodiscard]] bool has(const Function& function) const { return (bits_ >> index_of(function) & 1U) != 0; }
  [[nodiscard]] bool empty() const { return bits_ == 0; }

  /// What may stand in the properties of resources.
  static FunctionSet of_resources();
  /// What may stand in conditions and rules.
  static FunctionSet of_conditions();
  /// Those that a `cfnContext` names.
  static FunctionSet from(facts::Value names);

 private:
  static unsigned index_of(const Function& function) { return static_cast<unsigned>(&function - all_functions().data()); }

  std::uint32_t bits_ = 0;
};

}  // namespace cxsam::lint::schema
