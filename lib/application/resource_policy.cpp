#include "application/resource_policy.h"

#include "application/authorizer.h"
#include "application/live_resources.h"
#include "document/writer.h"
#include "iam/policy.h"

namespace cxsam::application {
namespace {

constexpr std::string_view kShort = "execute-api:/";

void write_out(iam::Policy& policy) {
  for (iam::Statement& statement : policy.statements)
    for (std::string& resource : statement.resources.texts)
      if (resource.starts_with(kShort)) resource = "arn:*:execute-api:*:*:*/" + resource.substr(kShort.size());
}

}  // namespace

void read_resource_policy(const Node* node, Api& api, Application& application) {
  if (node == nullptr || api.kind != Api::Kind::Rest) return;
  const std::string text = node->is_map() ? write_json(*node) : text_of(node);
  auto policy = iam::parse_policy(text);
  if (!policy) {
    application.unsupported.push_back({.logical_id = api.logical_id,
                                       .what = "resource policy (" + policy.error().message + ")",
                                       .where = node->span,
                                       .of_api = false});
    return;
  }
  write_out(*policy);
  const auto shared = std::make_shared<const iam::Policy>(std::move(*policy));
  for (Route& route : api.routes) {
    Authorizer guard{.kind = Authorizer::Kind::None, .name = {}, .function = {}, .identity = {}};
    if (route.guard && !route.authorizer.empty()) guard = *route.guard;
    guard.resource_policy = shared;
    route.guard = std::make_shared<const Authorizer>(std::move(guard));
  }
}

}  // namespace cxsam::application
