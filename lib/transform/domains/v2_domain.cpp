#include "transform/domains/v2_domain.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "transform/domains/domain.h"
#include "transform/domains/record_sets.h"
#include "transform/ids.h"
#include "transform/shape.h"

namespace cxsam::transform {
namespace {

constexpr std::array<std::string_view, 1> kEndpoints{"REGIONAL"};

Node domain_properties(Scope& api, const Domain& domain, V2DomainOptions& options) {
  const Maker& make = domain.make;
  const Node& settings = domain.settings;
  Node configuration = make.map(
      "CertificateArn", domain.certificate, "EndpointType", domain.endpoint, "OwnershipVerificationCertificateArn",
      given_at(&settings, "OwnershipVerificationCertificateArn"), "SecurityPolicy", given_at(&settings, "SecurityPolicy"));
  return make.map("DomainName", domain.name, "DomainNameConfigurations", make.list(std::move(configuration)),
                  "MutualTlsAuthentication", mutual_tls(api, domain), "Tags", std::move(options.tags));
}

void add_mapping(Scope& api, const Domain& domain, const std::string& id, const V2DomainOptions& options,
                 const Node* base_path) {
  const Maker& make = domain.make;
  Node properties = make.map("ApiId", make.ref(api.id), "DomainName", make.ref(id), "Stage", make.ref(options.stage));
  std::string part;
  if (base_path) {
    std::string_view key = base_path->text;
    const bool known = std::ranges::all_of(key, [](unsigned char c) {
      return std::isalnum(c) != 0 || std::string_view("/-_").find(static_cast<char>(c)) != std::string_view::npos;
    });
    if (!known) {
      return api.error(base_path, "base path `" + base_path->text + "` has signs that API Gateway does not take",
                       "letters, digits, `-`, `_` and `/` may stand in it");
    }
    while (key.starts_with('/')) key.remove_prefix(1);
    while (key.ends_with('/')) key.remove_suffix(1);
    part = id_part(key);
    make.add(properties, "ApiMappingKey", make_string(std::string(key), *base_path));
  }
  api.add_shared(api.id + part + "ApiMapping", "AWS::ApiGatewayV2::ApiMapping", std::move(properties),
                 {.inherits = options.api == V2Api::Http});
}

}  // namespace

void add_v2_domain(Scope& api, V2DomainOptions options) {
  const auto domain = read_domain(api, kEndpoints);
  if (!domain) return;
  const bool websocket = options.api == V2Api::WebSocket;
  const Node* authentication = domain->settings.find("MutualTlsAuthentication");
  if (websocket && is_given(authentication)) {
    return api.error(authentication, "domains of WebSocket APIs know no `MutualTlsAuthentication`", "remove it");
  }
  const std::string id = hashed_id("ApiGatewayDomainNameV2", domain->name);
  api.add_shared(id, "AWS::ApiGatewayV2::DomainName", domain_properties(api, *domain, options), {.inherits = !websocket});
  api.work.generated_properties[api.id + ".DomainName"] = id;
  const Nodes paths = base_paths(api, *domain);
  for (const Node& path : paths) add_mapping(api, *domain, id, options, &path);
  if (paths.empty()) add_mapping(api, *domain, id, options, nullptr);
  add_record_sets(api, *domain, websocket ? RecordGroups::Last : RecordGroups::Shared, [&](const Node&) {
    return AliasTarget{domain->make.get_att(id, "RegionalHostedZoneId"), domain->make.get_att(id, "RegionalDomainName")};
  });
}

}  // namespace cxsam::transform
