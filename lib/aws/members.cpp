#include "aws/members.h"

#include "json/json.h"

namespace cxsam::aws {
namespace {

const Json* member(const Json& object, std::string_view name) {
  if (!object.is_object()) return nullptr;
  const auto found = object.find(name);
  return found == object.end() ? nullptr : &*found;
}

}  // namespace

std::string text_of(const Json& object, std::string_view name) {
  const Json* found = member(object, name);
  return found != nullptr && found->is_string() ? found->get<std::string>() : "";
}

std::int64_t int_of(const Json& object, std::string_view name) {
  const Json* found = member(object, name);
  return found != nullptr && found->is_number_integer() ? found->get<std::int64_t>() : 0;
}

double number_of(const Json& object, std::string_view name) {
  const Json* found = member(object, name);
  return found != nullptr && found->is_number() ? found->get<double>() : 0;
}

bool bool_of(const Json& object, std::string_view name) {
  const Json* found = member(object, name);
  return found != nullptr && found->is_boolean() && found->get<bool>();
}

const Json& list_of(const Json& object, std::string_view name) {
  static const Json kNone = Json::array();
  const Json* found = member(object, name);
  return found != nullptr && found->is_array() ? *found : kNone;
}

const Json& object_of(const Json& object, std::string_view name) {
  static const Json kNone = Json::object();
  const Json* found = member(object, name);
  return found != nullptr && found->is_object() ? *found : kNone;
}

}  // namespace cxsam::aws
