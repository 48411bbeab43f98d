// Validators and models of OpenAPI documents. Source: API Gateway developer guide, "x-amazon-apigateway-request-validators
// object".
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>

#include "application/validation.h"

namespace cxsam::application {

/// Of one document, which must outlive it.
class DocumentValidation {
 public:
  DocumentValidation(const Node& document, Diagnostics& diagnostics);

  /// Of an operation; null where nothing is checked. `name` is the route's, for schemas that have none.
  std::shared_ptr<const Validation> of(const Node& path_item, const Node& operation, const std::string& name);
  /// When all routes are read.
  void finish(Span where);

 private:
  [[nodiscard]] Validator validator_of(const Node& operation) const;
  [[nodiscard]] RequiredParameters required_of(const Node& path_item, const Node& operation) const;
  std::map<std::string, std::string> models_of(const Node& operation, const std::string& name);
  std::string model_of(const Node& schema, const std::string& name);
  void read_models();

  const Node& document_;
  Diagnostics& diagnostics_;
  std::map<std::string, Validator> validators_;
  std::optional<Models> models_;  // read when the first route needs them
};

}  // namespace cxsam::application
