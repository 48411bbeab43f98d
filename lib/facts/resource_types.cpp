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
  static const Value kTypes = table().find("types");
  return kTypes.find(type);
}

bool exists_in(std::string_view type, std::string_view region) {
  if (!resource_schema(type)) return false;
  static const Value kRegions = table().find("regions");
  static const Value kTypesOfSome = kRegions.find("only");
  static const Value kMissingTypes = kRegions.find("missing");
  const Value only = kTypesOfSome.find(type);
  const Value missing = kMissingTypes.find(type);
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
