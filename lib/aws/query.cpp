#include "aws/query.h"

#include <fmt/format.h>

#include "base/percent.h"
#include "json/json.h"

namespace cxsam::aws {
namespace {

void add(std::string& form, const std::string& name, const Json& value) {
  if (value.is_null()) return;
  if (value.is_object()) {
    for (const auto& [key, member] : value.items()) add(form, name.empty() ? key : name + "." + key, member);
    return;
  }
  if (value.is_array() && !value.empty()) {
    for (std::size_t i = 0; i < value.size(); ++i) add(form, fmt::format("{}.member.{}", name, i + 1), value[i]);
    return;
  }
  const std::string text = value.is_array() ? "" : value.is_string() ? value.get<std::string>() : value.dump();
  form += "&" + percent_encode(name) + "=" + percent_encode(text);
}

}  // namespace

std::string query_form(std::string_view action, std::string_view version, const Json& parameters) {
  std::string form = fmt::format("Action={}&Version={}", action, version);
  add(form, "", parameters);
  return form;
}

}  // namespace cxsam::aws
