// WebSocket APIs: AWS::ApiGatewayV2::Api of protocol WEBSOCKET.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "application/api.h"
#include "application/selection_expression.h"

namespace cxsam::application {

struct WebSocketRoute {
  std::string key;  // "$connect", "$disconnect", "$default", or what the API's selection expression gives
  Integration integration;
  SelectionExpression template_key;  // which of the integration's request templates
  bool answers = false;              // what the integration gives goes back to the client
  std::string authorizer;            // its name, or "AWS_IAM"; "" when open. Only `$connect` can have one
  bool api_key_required = false;
  std::shared_ptr<const Authorizer> guard = {};       // of that authorizer; null when open
  SelectionExpression model_key = {};                 // which of the models a message must be as
  std::shared_ptr<const Validation> validation = {};  // the models by that key; null: messages are not checked
  Span where;
};

struct WebSocketApi {
  std::string logical_id;
  std::string stack_path;
  Stage stage;
  SelectionExpression selection;
  std::vector<WebSocketRoute> routes;
  std::shared_ptr<const KeyRing> keys = {};  // null: no usage plan speaks of it
  bool key_from_authorizer = false;          // the authorizer names the API key, not the header X-API-Key of `$connect`
  Span where;

  [[nodiscard]] std::string full_path() const;
  /// By its key; null when there is none.
  [[nodiscard]] const WebSocketRoute* find_route(std::string_view key) const;
};

}  // namespace cxsam::application
