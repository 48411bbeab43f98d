// JSONPath, as Java's JsonPath library reads it, which API Gateway uses.
#pragma once

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "json/json_fwd.h"

namespace cxsam {

/// A path that has been read: `$.orders[0].id`, `$['a b']`, `$.a[-1]`, `$.a[1:3]`, `$.a[0,2]`, `$.*`, `$..id`,
/// `$.a[?(@.price < 10 && @.name)]`, `$.a.length()`. A path without `$` begins behind it: `a.b`.
/// Source: the documentation of JsonPath (json-path), "Operators" and "What is Returned When?".
class JsonPath {
 public:
  /// Errors say what is wrong, and at which character. Regular expressions in filters are not known.
  static Result<JsonPath> compile(std::string_view path);

  /// One value where the path is definite, nothing when it is not there. Where it is not (`*`, `..`, filters, slices and
  /// several indexes) a list of what was found. Error: the path visits more values than is sensible.
  [[nodiscard]] Result<std::optional<Json>> find(const Json& document) const;

  struct Step;

 private:
  std::shared_ptr<const std::vector<Step>> steps_;
};

}  // namespace cxsam
