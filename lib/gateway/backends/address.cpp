#include "gateway/backends/address.h"

#include "gateway/outside.h"
#include "system/http_message.h"

namespace cxsam::gateway {
namespace {

/// `--vpc-link` takes the place of the host. A URI that is none (the ARN of a listener) has the request's own path.
std::optional<std::string> through_link(const Outside& outside, const std::string& link, const std::string& uri) {
  const auto found = outside.vpc_links.find(link);
  if (found == outside.vpc_links.end()) return std::nullopt;
  const bool has_scheme = found->second.find("://") != std::string::npos;
  const std::string origin = has_scheme ? found->second : "http://" + found->second;
  if (!uri.starts_with("http")) return origin;
  const system::Url url = system::split_url(uri);
  std::string target = origin + std::string(url.path);
  if (!url.query.empty()) target += "?" + std::string(url.query);
  return target;
}

}  // namespace

std::optional<std::string> address_of(const Outside& outside, const application::HttpServer& server,
                                      const application::Variables& stage_variables, const NamedValues& path_parameters) {
  std::string uri = fill_uri(server.uri, stage_variables, path_parameters);
  if (server.vpc_link.empty()) return uri;
  return through_link(outside, server.vpc_link, uri);
}

std::optional<std::string> address_of(const Exchange& exchange, const NamedValues& path_parameters) {
  return address_of(exchange.served->services.outside,
                    std::get<application::HttpServer>(exchange.match.route->integration.target),
                    exchange.source().stage_variables(), path_parameters);
}

NamedValues path_parameters_of(const Exchange& exchange) {
  NamedValues parameters;
  for (const auto& [name, value] : exchange.match.parameters) parameters.emplace_back(name, value);
  return parameters;
}

}  // namespace cxsam::gateway
