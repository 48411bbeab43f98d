#include "aws/rest.h"

#include <utility>

#include "base/text.h"
#include "json/json.h"

namespace cxsam::aws {

Call rest_call(std::string_view service, std::string_view method, std::string path, const Json& body) {
  Call call{.service = std::string(service), .region = "", .request = {.method = std::string(method), .url = std::move(path)}};
  if (body.is_null()) return call;
  call.request.headers.push_back({"Content-Type", "application/json"});
  call.request.body = dump_json(body);
  return call;
}

Task<Answer<Json>> rest(Client& client, std::string_view service, std::string_view method, std::string path, const Json& body) {
  Call call = rest_call(service, method, std::move(path), body);
  const Answer<system::HttpAnswer> answer = co_await client.send(std::move(call));
  if (!answer) co_return tl::unexpected(answer.error());
  if (trim(answer->body).empty()) co_return Json::object();
  Result<Json> json = parse_json(answer->body);
  if (!json) co_return tl::unexpected(AwsError{.code = "", .message = json.error().message, .status = answer->status});
  co_return *std::move(json);
}

Task<Answer<Json>> rest_get(Client& client, std::string_view service, std::string path) {
  const Json nothing;
  co_return co_await rest(client, service, "GET", std::move(path), nothing);
}

}  // namespace cxsam::aws
