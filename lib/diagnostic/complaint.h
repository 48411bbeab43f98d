// What is wrong with a value, as it is known before anybody knows where the value stands.
#pragma once

#include <string>

namespace cxsam {

/// `message` and `hint` as those of a Diagnostic; `hint` may be empty. What has more to say (a place, a replacement) begins
/// with it.
struct Complaint {
  std::string message;
  std::string hint = {};
};

}  // namespace cxsam
