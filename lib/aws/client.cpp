#include "aws/client.h"

#include <optional>
#include <utility>

#include <fmt/format.h>

#include "aws/failure.h"
#include "aws/query.h"
#include "facts/services.h"
#include "json/json.h"

namespace cxsam::aws {

Client::Client(const World& world, Settings settings)
    : settings_(std::move(settings)), http_(http_options(settings_)), wire_{world, http_, settings_}, credentials_(wire_) {}

Task<Answer<system::HttpAnswer>> Client::send(Call call) {
  Result<Credentials> credentials = co_await credentials_.get();
  if (!credentials)
    co_return tl::unexpected(
        AwsError{.code = "", .message = credentials.error().to_string(), .hints = credentials.error().hints});
  Answer<system::HttpAnswer> answer = co_await exchange(wire_, call, *credentials);
  if (answer || !says_expired(answer.error())) co_return answer;
  const std::optional<Credentials> others = co_await credentials_.replace(credentials->access_key);
  if (!others) co_return answer;
  co_return co_await exchange(wire_, std::move(call), *others);
}

Task<Answer<XmlElement>> Client::query(std::string_view service, std::string_view action, const Json& parameters) {
  Call call{.service = std::string(service), .region = "", .request = {.method = "POST", .url = "/"}};
  call.request.headers.push_back({"Content-Type", "application/x-www-form-urlencoded; charset=utf-8"});
  call.request.body = query_form(action, facts::find_service(service)->version, parameters);
  const Answer<system::HttpAnswer> answer = co_await send(std::move(call));
  if (!answer) co_return tl::unexpected(answer.error());
  const Result<XmlElement> root = parse_xml(answer->body);
  if (!root) co_return tl::unexpected(AwsError{.code = "", .message = root.error().message, .status = answer->status});
  const XmlElement* result = root->find(fmt::format("{}Result", action));
  co_return result == nullptr ? XmlElement{} : *result;
}

Task<Answer<Json>> Client::call(std::string_view service, std::string_view action, const Json& parameters) {
  const facts::Service& row = *facts::find_service(service);
  Call call{.service = std::string(service), .region = "", .request = {.method = "POST", .url = "/"}};
  call.request.headers.push_back({"Content-Type", fmt::format("application/x-amz-{}", row.protocol)});
  call.request.headers.push_back({"X-Amz-Target", fmt::format("{}.{}", row.target, action)});
  call.request.body = dump_json(parameters);
  const Answer<system::HttpAnswer> answer = co_await send(std::move(call));
  if (!answer) co_return tl::unexpected(answer.error());
  if (answer->body.empty()) co_return Json::object();
  Result<Json> json = parse_json(answer->body);
  if (!json) co_return tl::unexpected(AwsError{.code = "", .message = json.error().message, .status = answer->status});
  co_return *std::move(json);
}

}  // namespace cxsam::aws
