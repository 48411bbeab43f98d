#include "facts/routes.h"

#include <algorithm>
#include <string>
#include <vector>

#include "base/did_you_mean.h"
#include "base/text.h"
#include "diagnostic/complaint.h"

namespace cxsam::facts {
namespace {

// Those of a method in API Gateway's REST APIs; HTTP APIs know the same.
const std::vector<std::string> kMethods = {"ANY", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"};

std::optional<Complaint> fault_of_part(std::string_view part, bool is_last) {
  const auto braces = std::ranges::count_if(part, [](char c) { return c == '{' || c == '}'; });
  if (braces == 0) return {};
  if (braces != 2 || !is_path_variable(part))
    return Complaint{"`" + std::string(part) + "` is no variable of a path", "a variable is a whole part: `/{name}/`"};
  if (part.ends_with("+}") && !is_last)
    return Complaint{"`" + std::string(part) + "` takes the rest of the path, but more follows", "let it be the last part"};
  return {};
}

}  // namespace

bool is_path_variable(std::string_view part) { return part.size() > 2 && part.starts_with('{') && part.ends_with('}'); }

std::string capital_method(std::string_view word) {
  std::string method(word);
  std::ranges::transform(method, method.begin(),
                         [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
  return method;
}

std::optional<Complaint> fault_of_method(std::string_view method) {
  if (std::ranges::find(kMethods, method) != kMethods.end()) return {};
  return Complaint{"API Gateway has no method `" + std::string(method) + "`",
                   did_you_mean_or(method, kMethods, "it has: " + join(kMethods, ", "))};
}

std::optional<Complaint> fault_of_path(std::string_view path) {
  if (!path.starts_with('/'))
    return Complaint{"path `" + std::string(path) + "` does not begin with `/`", "write `/" + std::string(path) + "`"};
  for (std::size_t at = 1; at <= path.size();) {
    const std::size_t end = std::min(path.find('/', at), path.size());
    if (auto fault = fault_of_part(path.substr(at, end - at), end == path.size())) return fault;
    at = end + 1;
  }
  return {};
}

}  // namespace cxsam::facts
