#include "gateway/authorizers/approach.h"

#include "base/percent.h"
#include "base/text.h"
#include "base/time_text.h"
#include "gateway/authorizers/guards.h"
#include "json/json.h"

namespace cxsam::gateway {
namespace {

using application::IdentitySource;

constexpr std::string_view kSamApi = "1234567890";  // the id of every API for SAM CLI

std::string partition_of(std::string_view region) {
  if (region.starts_with("cn-")) return "aws-cn";
  return region.starts_with("us-gov-") ? "aws-us-gov" : "aws";
}

/// `name` is a path into `$context`: "identity.sourceIp", "routeKey".
std::string context_value(const Exchange& exchange, const std::string& name) {
  if (name == "routeKey") return exchange.match.route->key();
  const auto context = parse_json(make_request_context_v1(exchange.source()));
  const auto pointer = Json::json_pointer("/" + replace_all(replace_all(name, "/", "~1"), ".", "/"));
  if (!context || !context->contains(pointer)) return "";
  const Json& value = context->at(pointer);
  if (value.is_string()) return value.get<std::string>();
  return value.is_number() ? dump_json(value) : "";
}

std::string query_value(std::string_view query, std::string_view name) {
  for (auto& [key, value] : parse_query(query))
    if (key == name) return std::move(value);
  return "";
}

std::string value_of(const IdentitySource& source, const Exchange& exchange) {
  switch (source.from) {
    case IdentitySource::From::Header:
      return std::string(http::find_header(exchange.request.headers, source.name));
    case IdentitySource::From::Query:
      return query_value(exchange.target.query, source.name);
    case IdentitySource::From::StageVariable: {
      const application::Variables& variables = exchange.source().stage_variables();
      const auto found = variables.find(source.name);
      return found == variables.end() ? "" : found->second;
    }
    case IdentitySource::From::Context:
      break;
  }
  return context_value(exchange, source.name);
}

}  // namespace

std::string method_arn(const Exchange& exchange) {
  const Served& served = *exchange.served;
  const std::string& stage = exchange.match.stage->name;
  const std::string path(exchange.target.path);
  if (!served.services.guards->options.as_sam)
    return api_arn(served, exchange.match.api->logical_id + "/" + stage + "/" + exchange.request.method + path);
  return api_arn(served, std::string(kSamApi) + "/" + (stage.empty() ? "None" : stage) + "/" + exchange.request.method +
                             percent_decode(path));
}

std::string api_arn(const Served& served, std::string_view rest) {
  return "arn:" + partition_of(served.region) + ":execute-api:" + served.region + ":" + served.account_id + ":" +
         std::string(rest);
}

iam::Ask ask_of(const Exchange& exchange, const Signer* signer) {
  iam::Ask ask = make_ask(*exchange.served, {.action = "execute-api:Invoke", .resource = method_arn(exchange)},
                          exchange.request, exchange.ids.time, signer);
  const std::string& endpoint = exchange.served->services.guards->options.vpce;
  if (exchange.match.route->guard && exchange.match.route->guard->is_private && !endpoint.empty())
    ask.conditions.set("aws:SourceVpce", endpoint);
  return ask;
}

iam::Ask make_ask(const Served& served, Wish wish, const http::Request& request, Clock::WallTime time, const Signer* signer) {
  iam::Ask ask{.principal = {}, .action = std::string(wish.action), .resource = std::move(wish.resource), .conditions = {}};
  const http::Headers& headers = request.headers;
  const auto set = [&](std::string_view key, std::string_view value) {
    if (!value.empty()) ask.conditions.set(key, std::string(value));
  };
  set("aws:SourceIp", request.remote_address);
  set("aws:UserAgent", http::find_header(headers, "user-agent"));
  set("aws:Referer", http::find_header(headers, "referer"));
  set("aws:RequestedRegion", served.region);
  set("aws:SecureTransport", request.secure ? "true" : "false");
  set("aws:CurrentTime", iso_time(time));
  set("aws:EpochTime", std::to_string(epoch_ms(time) / 1000));
  if (signer == nullptr) return ask;
  ask.principal = {.arns = {signer->arn}, .account = signer->account, .service = {}};
  set("aws:PrincipalArn", signer->arn);
  set("aws:PrincipalAccount", signer->account);
  set("aws:userid", signer->user_id);
  if (const std::size_t user = signer->arn.find(":user/"); user != std::string::npos)
    set("aws:username", std::string_view(signer->arn).substr(signer->arn.rfind('/') + 1));
  return ask;
}

std::vector<std::string> identity_of(const std::vector<IdentitySource>& sources, const Exchange& exchange) {
  std::vector<std::string> values;
  values.reserve(sources.size());
  for (const IdentitySource& source : sources) values.push_back(value_of(source, exchange));
  return values;
}

}  // namespace cxsam::gateway
