#include "template/implicit_api.h"

namespace cxsam::tmpl {

bool is_implicit_api(std::string_view logical_id) { return logical_id == kImplicitRestApi || logical_id == kImplicitHttpApi; }

const Resource* find_with_implicit(const Template& source, std::string_view logical_id) {
  static const Node kUnwritten = make_map();
  static const Resource kRest{.logical_id = kImplicitRestApi, .type = "AWS::Serverless::Api", .node = &kUnwritten};
  static const Resource kHttp{.logical_id = kImplicitHttpApi, .type = "AWS::Serverless::HttpApi", .node = &kUnwritten};
  if (const Resource* written = source.find_resource(logical_id)) return written;
  if (logical_id == kImplicitRestApi) return &kRest;
  return logical_id == kImplicitHttpApi ? &kHttp : nullptr;
}

std::optional<std::string_view> api_of_event(const Node& event) {
  const Node* type = event.find("Type");
  const bool rest = type != nullptr && type->as_string() == "Api";
  if (!rest && (type == nullptr || type->as_string() != "HttpApi")) return std::nullopt;
  const Node* named = event.at_path({"Properties", rest ? "RestApiId" : "ApiId"});
  if (named == nullptr) return rest ? kImplicitRestApi : kImplicitHttpApi;
  const auto call = as_intrinsic(*named);
  if (call) return call->name == "Ref" ? call->argument->as_string() : std::nullopt;
  return named->as_string();
}

}  // namespace cxsam::tmpl
