// Names of `$context`, of the stage and of the request, for what is no mapping template: gateway responses and access logs.
// Sources: API Gateway developer guide, "Gateway responses for REST APIs" and "Variables for data transformations".
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "gateway/exchange.h"

namespace cxsam::gateway {

/// Reads the exchange as it is when it is made; it must outlive this.
class ContextVariables {
 public:
  explicit ContextVariables(const Exchange& exchange);
  ~ContextVariables();
  ContextVariables(const ContextVariables&) = delete;
  ContextVariables& operator=(const ContextVariables&) = delete;

  /// "context.identity.sourceIp", "stageVariables.x", "method.request.header.X", "...querystring.x", "...path.x",
  /// "'literal'". Nothing for what is not there.
  [[nodiscard]] std::optional<std::string> find(std::string_view name) const;

 private:
  [[nodiscard]] std::optional<std::string> find_in_context(std::string_view path) const;
  [[nodiscard]] std::optional<std::string> find_in_request(std::string_view path) const;

  struct Values;
  const Exchange& exchange_;
  std::unique_ptr<Values> values_;
};

/// `$name`s and `${name}`s of a text filled in; `missing` stands for those that are not there.
std::string fill_in(std::string_view text, const ContextVariables& variables, std::string_view missing);

}  // namespace cxsam::gateway
