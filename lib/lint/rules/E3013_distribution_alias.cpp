#include "lint/places/values.h"
#include "lint/rule.h"
#include "template/pattern.h"

namespace cxsam::lint {
namespace {

// Labels of a domain name; the first may begin with a star. Source: CloudFront developer guide, "Alternate domain names".
constexpr std::string_view kDomain = "^(?:[a-z0-9*](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z0-9][a-z0-9-]{0,61}[a-z0-9]$";

void check(const CheckContext& context, Findings& findings) {
  const Result<tmpl::Pattern> domain = tmpl::Pattern::compile(kDomain);
  for (const PlacedValue& alias : values_for_rule(context, "E3013")) {
    if (!alias.node->is_string() || alias.text().starts_with("{{resolve:")) continue;
    const bool inner_star = alias.text().find('*', 1) != std::string_view::npos;
    if (inner_star || (domain && domain->matches_somewhere(alias.text()) == false))
      findings.add(alias.place, "`" + std::string(alias.text()) + "` is no domain name");
  }
}

}  // namespace

extern const Rule rule_E3013_distribution_alias{
    .id = "E3013",
    .summary = "an alias of a CloudFront distribution is a domain name",
    .why = "CloudFront refuses the distribution.",
    .check = check,
};

}  // namespace cxsam::lint
