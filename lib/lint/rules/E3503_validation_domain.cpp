#include "lint/places/values.h"
#include "lint/rule.h"

namespace cxsam::lint {
namespace {

bool is_above(std::string_view domain, std::string_view name) {
  return name == domain || (name.ends_with(domain) && name.substr(0, name.size() - domain.size()).ends_with('.'));
}

void check(const CheckContext& context, Findings& findings) {
  for (const PlacedValue& option : values_for_rule(context, "E3503"))
    for (const PlacedValue& name : values_below(context, option, {"DomainName"}))
      for (const PlacedValue& domain : values_below(context, where_chosen(option, name), {"ValidationDomain"}))
        if (name.node->is_string() && domain.node->is_string() && !is_above(domain.text(), name.text()))
          findings.add(name.member, "`" + std::string(domain.text()) + "` is not above `" + std::string(name.text()) + "`")
              .related.push_back({domain.place.span, "the domain that validates"});
}

}  // namespace

extern const Rule rule_E3503_validation_domain{
    .id = "E3503",
    .summary = "the domain that validates a certificate is the certificate's or one above it",
    .why = "Certificate Manager refuses the request.",
    .check = check,
};

}  // namespace cxsam::lint
