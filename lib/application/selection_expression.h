// Selection expressions of WebSocket APIs: `$request.body.action`, `${request.body.service}-${request.body.action}`.
// Source: API Gateway developer guide, "WebSocket selection expressions".
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "json/path.h"

namespace cxsam::application {

class SelectionExpression {
 public:
  /// A piece of text, or a variable without its dollar sign.
  struct Part {
    std::string text;
    bool variable = false;
    std::shared_ptr<const JsonPath> path = nullptr;  // of `request.body.PATH`, when it can be read
  };

  /// Every text is an expression: what is no variable stands for itself, `\$` for a dollar sign.
  static SelectionExpression read(std::string_view text);

  [[nodiscard]] bool empty() const { return parts_.empty(); }
  /// The key; nothing when a variable has no value.
  [[nodiscard]] std::optional<std::string> evaluate(
      const std::function<std::optional<std::string>(const Part& variable)>& value_of) const;

 private:
  std::vector<Part> parts_;
};

}  // namespace cxsam::application
