#include "facts/resource_types.h"

#include "facts/regions.h"

namespace cxsam::facts {
namespace {

bool contains(Value list, std::string_view text) {
  for (std::uint32_t index = 0; index < list.size(); ++index) {
    if (list[index].text() == text) return true;
  }
  return false;
}

}  // namespace

Value resource_schema(std::string_view type) {
  static const Value types = table().find("types");
  return types.find(type);
}

bool exists_in(std::string_view type, std::string_view region) {
  if (!resource_schema(type)) return false;
  static const Value regions = table().find("regions");
  static const Value types_of_some = regions.find("only");
  static const Value missing_types = regions.find("missing");
  const Value only = types_of_some.find(type);
  const Value missing = missing_types.find(type);
  if ((!only && !missing) || !has_types(region)) return true;
  return only ? contains(only, region) : !contains(missing, region);
}

std::vector<std::string_view> resource_types() {
  const Value types = table().find("types");
  std::vector<std::string_view> result;
  for (std::uint32_t index = 0; index < types.size(); ++index) result.push_back(types.key(index));
  return result;
}

}  // namespace cxsam::facts
