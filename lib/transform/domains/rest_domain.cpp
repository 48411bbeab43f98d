#include "transform/domains/rest_domain.h"

#include <algorithm>
#include <array>

#include "transform/domains/domain.h"
#include "transform/domains/record_sets.h"
#include "transform/ids.h"
#include "transform/shape.h"
#include "transform/tags.h"

namespace cxsam::transform {
namespace {

constexpr std::array<std::string_view, 3> kEndpoints{"EDGE", "REGIONAL", "PRIVATE"};

/// CloudFront's hosted zone, the same for all distributions.
/// Source: CloudFormation user guide, "AWS::Route53::RecordSetGroup AliasTarget".
constexpr std::string_view kCloudFrontZone = "Z2FDTNDATAQYW2";

/// False after an error: some settings exist for private domains only, or not for these.
bool check_kind(Scope& api, const Domain& domain, const std::string& id) {
  const std::string_view foreign = domain.endpoint == "PRIVATE" ? "OwnershipVerificationCertificateArn" : "Policy";
  const Node* given = domain.settings.find(foreign);
  if (!is_given(given)) return true;
  api.error(given,
            "`" + std::string(foreign) + "` of `Domain`: `" + id + "`, which is " + domain.endpoint + ", has no such property",
            foreign == "Policy" ? "only private domains have a policy" : "remove it");
  return false;
}

Node domain_properties(Scope& api, const Domain& domain) {
  const Maker& make = domain.make;
  const Node& settings = domain.settings;
  const bool is_private = domain.endpoint == "PRIVATE";
  Node properties = make.map("DomainName", domain.name);
  make.add(properties, domain.endpoint == "REGIONAL" ? "RegionalCertificateArn" : "CertificateArn", domain.certificate,
           "EndpointConfiguration",
           make.map("Types", make.list(domain.endpoint), "IpAddressType", given_at(&settings, "IpAddressType")));
  if (is_private) {
    make.add(properties, "Policy", value_at(&settings, "Policy"));
  } else {
    make.add(properties, "MutualTlsAuthentication", mutual_tls(api, domain), "OwnershipVerificationCertificateArn",
             given_at(&settings, "OwnershipVerificationCertificateArn"));
  }
  make.add(properties, "SecurityPolicy", given_at(&settings, "SecurityPolicy"), "EndpointAccessMode",
           given_at(&settings, "EndpointAccessMode"), "Tags", propagated_tags(api));
  return properties;
}

void add_mapping(Scope& api, const Domain& domain, const std::string& id, std::string_view stage, const Node* base_path) {
  const Maker& make = domain.make;
  const bool is_private = domain.endpoint == "PRIVATE";
  Node properties = make.map(is_private ? "DomainNameArn" : "DomainName", make.ref(id), "RestApiId", make.ref(api.id), "Stage",
                             make.ref(stage));
  std::string part;
  if (base_path) {
    if (!std::ranges::all_of(base_path->text, [](unsigned char c) { return c < 0x80; })) {
      return api.error(base_path, "base path `" + base_path->text + "` has letters that cannot stand in a logical id",
                       "use ASCII letters and digits");
    }
    part = id_part(base_path->text);
    const Node* normalize = domain.settings.find("NormalizeBasePath");
    const bool verbatim = normalize && !is_given(normalize);
    make.add(properties, "BasePath", verbatim ? *base_path : make_string(part, *base_path));
  }
  api.add_shared(api.id + part + "BasePathMapping",
                 is_private ? "AWS::ApiGateway::BasePathMappingV2" : "AWS::ApiGateway::BasePathMapping", std::move(properties));
}

/// Lets an endpoint of a VPC reach a private domain.
void add_access_association(Scope& api, const Domain& domain, const std::string& id) {
  const Node* given = value_at(&domain.settings, "AccessAssociation");
  if (!given) return;
  if (!given->is_map()) return api.error(given, "`AccessAssociation` of `Domain` must be a map", "it needs `VpcEndpointId`");
  const Maker& make = domain.make;
  const Node* endpoint = value_at(given, "VpcEndpointId");
  const Node data = make.list(endpoint ? *endpoint : make_null(make.origin()), id);
  api.add_shared(hashed_id("DomainNameAccessAssociation", data), "AWS::ApiGateway::DomainNameAccessAssociation",
                 make.map("AccessAssociationSource", endpoint, "AccessAssociationSourceType", "VPCE", "DomainNameArn",
                          make.ref(id), "Tags", propagated_tags(api)));
}

AliasTarget target_of(const Domain& domain, const std::string& id, const Node& route53) {
  const Maker& make = domain.make;
  const auto given = [&](std::string_view key) {
    const Node* value = value_at(&route53, key);
    return value ? *value : make_null(make.origin());
  };
  if (domain.endpoint == "PRIVATE") return {given("VpcEndpointHostedZoneId"), given("VpcEndpointDomainName")};
  if (domain.endpoint == "REGIONAL") return {make.get_att(id, "RegionalHostedZoneId"), make.get_att(id, "RegionalDomainName")};
  const Node* distribution = value_at(&route53, "DistributionDomainName");
  return {make.text(kCloudFrontZone), distribution ? *distribution : make.get_att(id, "DistributionDomainName")};
}

}  // namespace

void add_rest_domain(Scope& api, std::string_view stage) {
  const auto domain = read_domain(api, kEndpoints);
  if (!domain) return;
  const bool is_private = domain->endpoint == "PRIVATE";
  const std::string id = hashed_id(is_private ? "ApiGatewayDomainNameV2" : "ApiGatewayDomainName", domain->name);
  if (!check_kind(api, *domain, id)) return;
  api.add_shared(id, is_private ? "AWS::ApiGateway::DomainNameV2" : "AWS::ApiGateway::DomainName",
                 domain_properties(api, *domain));
  api.work.generated_properties[api.id + (is_private ? ".DomainNameV2" : ".DomainName")] = id;
  const Nodes paths = base_paths(api, *domain);
  for (const Node& path : paths) add_mapping(api, *domain, id, stage, &path);
  if (paths.empty()) add_mapping(api, *domain, id, stage, nullptr);
  if (is_private) add_access_association(api, *domain, id);
  add_record_sets(api, *domain, RecordGroups::SharedOrOwned,
                  [&](const Node& route53) { return target_of(*domain, id, route53); });
}

}  // namespace cxsam::transform
