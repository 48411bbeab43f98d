// What a value depends on that only a deployment knows.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "template/template.h"

namespace cxsam::tmpl {

/// What is done where a transform needs a value that only a deployment gives.
enum class Undecided : std::uint8_t {
  Refuse,  // an error that says which parameter to give
  MakeUp,  // a loop is expanded once, with an item of which nothing is known; a policy stays as it is written
};

/// The parameters and pseudo parameters below `node` that have no value, those of the conditions that it names too; each once.
/// What deployed resources give (Fn::GetAtt) is none of them: no value of a parameter can decide that.
std::vector<std::string> names_without_value(const Node& node, const Template& source,
                                             const std::function<bool(std::string_view)>& has_value);

/// What to do about such names, for a hint.
std::string how_to_decide(std::span<const std::string> names);

}  // namespace cxsam::tmpl
