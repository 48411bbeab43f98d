// Fn::GetAZs: the Availability Zones of a Region, "" being the template's own. Which zones an account sees is known only
// to AWS; the Region's usual ones stand in for them.
#include "facts/regions.h"
#include "template/evaluation.h"
#include "template/intrinsics.h"

namespace cxsam::tmpl {
namespace {

std::optional<std::string> region_of(const Resolved& argument, const Resolver& resolver) {
  const std::optional<std::string_view> region = argument.known == Known::Yes ? argument.value.as_text() : std::nullopt;
  if (!region || !region->empty()) return region ? std::optional<std::string>(*region) : std::nullopt;
  const Node* own = resolver.parameter("AWS::Region");
  return own == nullptr ? std::nullopt : std::optional<std::string>(own->text);
}

Resolved evaluate(const Node& node, const Node& argument, const Resolver& resolver) {
  Resolved value = resolver.resolve(argument);
  const std::optional<std::string> region = region_of(value, resolver);
  const std::string_view letters = region ? facts::zone_letters_of(*region) : std::string_view();
  if (letters.empty()) return unknown(node, std::move(value.value), std::move(value.blockers));
  Node zones = make_list();
  for (const char letter : letters) zones.items.push_back(make_string(*region + letter));
  return known(std::move(zones), node);
}

}  // namespace

extern const IntrinsicFunction intrinsic_get_azs{"Fn::GetAZs", evaluate};

}  // namespace cxsam::tmpl
