// What a function's `Handler` looks like in each language family, and which source files it may mean.
// Source: AWS Lambda developer guide, "Define Lambda function handler in ..." of each language.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cxsam::facts {

struct HandlerForm {
  std::string_view family;   // as in Runtime::family
  std::string_view form;     // "file.function", for messages
  std::string_view example;  // "app.lambda_handler"
};

/// Null for a family whose handlers have no form: any text goes (custom runtimes, Go).
const HandlerForm* find_handler_form(std::string_view family);

/// A handler taken apart. `module` is a path without extension relative to the code's root.
struct HandlerParts {
  std::string module;    // "src/app"; for compiled languages the class or assembly
  std::string function;  // "lambda_handler"; "" where the language has a default
};

/// Nothing when the text has not the family's form.
std::optional<HandlerParts> parse_handler(std::string_view family, std::string_view handler);

/// The files, relative to the code's root, of which one must exist for an interpreted language. Empty for compiled and
/// custom ones: their artifact exists only after the build.
std::vector<std::string> handler_files(std::string_view family, const HandlerParts& parts);

}  // namespace cxsam::facts
