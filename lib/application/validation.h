// What a REST API's validator asks of a request. Source: API Gateway developer guide, "Request validation for REST APIs".
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "application/live_resources.h"
#include "diagnostic/diagnostic.h"
#include "json/schema.h"

namespace cxsam::application {

/// In the order in which what is missing is named.
struct RequiredParameters {
  std::vector<std::string> headers, path, query;
  [[nodiscard]] bool empty() const { return headers.empty() && path.empty() && query.empty(); }
};

struct Validation {
  RequiredParameters required;
  std::map<std::string, std::string> models;   // content type, or "$default" -> name in `schemas`; empty: no body is checked
  std::shared_ptr<const JsonSchemas> schemas;  // of the API
};

/// What a validator does, by its name.
struct Validator {
  bool parameters = false;
  bool body = false;
};

/// The models of one REST API while it is read. They are complete when finish() is called.
class Models {
 public:
  Models();
  /// `schema` is a map, or JSON text. Source: CloudFormation user guide, "AWS::ApiGateway::Model".
  void add(const std::string& name, const Node& schema, Diagnostics& diagnostics);
  /// The same of an OpenAPI document, where `#/components/schemas/NAME` and `#/definitions/NAME` are models.
  void add_of_document(const std::string& name, const Node& schema, Diagnostics& diagnostics);
  /// Says what of them cannot be used.
  void finish(Span where, Diagnostics& diagnostics) const;
  [[nodiscard]] std::shared_ptr<const JsonSchemas> schemas() const { return schemas_; }

 private:
  std::shared_ptr<JsonSchemas> schemas_;
};

/// Null where `validator` asks for nothing that a route has.
std::shared_ptr<const Validation> make_validation(Validator validator, RequiredParameters required,
                                                  std::map<std::string, std::string> models, const Models& all);

/// "method.request.header.x": true -> the header x. What is not required is left out.
RequiredParameters required_of(const Node* request_parameters);

}  // namespace cxsam::application
