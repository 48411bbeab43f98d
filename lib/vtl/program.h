// A template that has been read once and may be rendered any number of times.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

#include "base/result.h"
#include "vtl/run.h"
#include "vtl/syntax.h"

namespace cxsam::vtl {

/// Why a template cannot be read; line and column are counted from 1, columns in bytes.
struct Fault {
  std::string message;
  std::uint32_t line = 1;
  std::uint32_t column = 1;
};

/// What `$x` is when nobody has set it. API Gateway takes it for the empty text wherever it stands; Velocity prints it as it is
/// written and compares it as null.
enum class Undefined : std::uint8_t { Empty, Source };

/// Velocity's template language (VTL) as of Velocity 2, with hyphens in names, which API Gateway knows. Whitespace around
/// directives that are alone in their line is left out with them.
/// Sources: Apache Velocity, "VTL Reference"; API Gateway developer guide, "Mapping template reference".
class Program {
 public:
  static tl::expected<Program, Fault> parse(std::string_view source);

  /// The text. Errors say what the template did that cannot be done (an index beyond a list) or which bound it met, and in
  /// which line. `variables` keep what the template sets.
  [[nodiscard]] Result<std::string> render(Run& run, Variables& variables, Undefined undefined = Undefined::Empty) const;

  /// False only where no rendering looks at a variable of that name: what costs something to make need not be made then.
  [[nodiscard]] bool may_ask_for(std::string_view name) const;

 private:
  std::shared_ptr<const std::string> source_;
  std::shared_ptr<const Block> block_;
  std::map<std::string, Macro, std::less<>> macros_;
};

}  // namespace cxsam::vtl
