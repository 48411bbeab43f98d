// What separates a template from the stack that was made of it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace cxsam::sync {

struct NestedTemplate {
  std::string id;   // logical id of the stack
  std::string url;  // of the wanted template
};

struct Difference {
  bool beyond_code = false;                 // CloudFormation has to be asked
  std::string first;                        // what differs there first, for a person: "Hello" or "the section Outputs"
  std::vector<std::string> code;            // logical ids whose code or document lies elsewhere; of nested stacks "Child/Hello"
  std::vector<std::string> secrets = {};    // parameters that may have another value: CloudFormation does not tell theirs
  std::vector<NestedTemplate> nested = {};  // whose templates lie elsewhere, and have to be compared

  /// Takes over what was found in the nested stack `id`.
  void add(const std::string& id, Difference child);
  /// `what` is for CloudFormation.
  void goes_beyond(std::string what);
};

/// Both are texts of packaged templates. Error: one of them cannot be read.
Result<Difference> difference(std::string_view deployed, std::string_view wanted);

}  // namespace cxsam::sync
