#include "transform/domains/domain.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "base/text.h"
#include "transform/shape.h"

namespace cxsam::transform {
namespace {

std::string listed(std::span<const std::string_view> words) {
  const std::vector<std::string> list(words.begin(), words.end());
  return join(list, ", ");
}

}  // namespace

std::optional<Domain> read_domain(Scope& api, std::span<const std::string_view> endpoints) {
  const Node* given = api.property("Domain");
  if (!given) return std::nullopt;
  if (!given->is_map()) {
    api.error(given, "`Domain` must be a map", "it needs `DomainName` and `CertificateArn`");
    return std::nullopt;
  }
  Node settings = api.work.resolved(*given);
  for (const std::string_view name : {"DomainName", "CertificateArn"}) {
    if (value_at(&settings, name)) continue;
    api.error(given, "`Domain` needs `" + std::string(name) + "`", "add `" + std::string(name) + "`");
    return std::nullopt;
  }
  const Node* endpoint = value_at(&settings, "EndpointConfiguration");
  const std::string type(endpoint ? endpoint->as_string().value_or("") : "REGIONAL");
  if (std::ranges::find(endpoints, type) == endpoints.end()) {
    api.error(given->find("EndpointConfiguration"), "`EndpointConfiguration` of `Domain` must be one of " + listed(endpoints));
    return std::nullopt;
  }
  Node name = *settings.find("DomainName");
  Node certificate = *settings.find("CertificateArn");
  const Maker make(given->span, api.work.expand(given->span, "Domain of `" + api.id + "`", given->expansion));
  return Domain{std::move(settings), std::move(name), std::move(certificate), type, make};
}

std::optional<Node> mutual_tls(Scope& api, const Domain& domain) {
  static constexpr std::array<std::string_view, 2> kFields{"TruststoreUri", "TruststoreVersion"};
  const Node* given = domain.settings.find("MutualTlsAuthentication");
  if (!is_given(given)) return std::nullopt;
  if (!given->is_map()) {
    api.error(given, "`MutualTlsAuthentication` must be a map", "its fields are " + listed(kFields));
    return std::nullopt;
  }
  Node fields = domain.make.map();
  for (const Member& field : given->members) {
    if (std::ranges::find(kFields, field.key) == kFields.end()) {
      api.error(field.key_span, given->expansion, "`MutualTlsAuthentication` has no field `" + field.key + "`",
                "its fields are " + listed(kFields));
      return std::nullopt;
    }
    if (is_given(&field.value)) domain.make.add(fields, field.key, field.value);
  }
  return fields;
}

Nodes base_paths(Scope& api, const Domain& domain) {
  const Node* given = domain.settings.find("BasePath");
  if (!is_given(given)) return {};
  if (given->is_string()) return {*given};
  for (const Node& path : given->items) {
    if (path.is_string()) continue;
    api.error(&path, "`BasePath` of `Domain` must hold texts");
    return {};
  }
  return given->items;
}

std::string id_part(std::string_view base_path) {
  std::string part;
  std::ranges::copy_if(base_path, std::back_inserter(part), is_letter_or_digit);
  return part;
}

}  // namespace cxsam::transform
