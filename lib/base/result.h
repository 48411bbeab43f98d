// How an operation says that it failed: disk, network, child process, AWS. What is wrong in the
// user's files is not an Error but a Diagnostic (diagnostic/diagnostic.h).
#pragma once

#include <string>
#include <utility>
#include <vector>

#include <tl/expected.hpp>

namespace cxsam {

/// Why an operation failed, for a person. `message` starts in lower case and has no full stop;
/// `context` is what was being done, innermost first; `hints` say what to type or change.
struct Error {
  std::string message;
  std::vector<std::string> context = {};
  std::vector<std::string> hints = {};

  /// Adds what the caller was doing ("while reading `template.yaml`") and returns the error.
  Error with(std::string what) && {
    context.push_back(std::move(what));
    return std::move(*this);
  }
  Error hint(std::string text) && {
    hints.push_back(std::move(text));
    return std::move(*this);
  }

  /// "message (context; context)": one line without the hints.
  [[nodiscard]] std::string to_string() const;
};

template <class T>
using Result = tl::expected<T, Error>;

/// Shorthand for returning a failure: `return fail("no such file");`
inline tl::unexpected<Error> fail(std::string message) { return tl::unexpected<Error>(Error{std::move(message)}); }
inline tl::unexpected<Error> fail(Error error) { return tl::unexpected<Error>(std::move(error)); }

/// The text of errno value `code`, as `strerror` gives it in the C locale.
std::string errno_text(int code);

}  // namespace cxsam
