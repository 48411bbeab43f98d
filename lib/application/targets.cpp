#include "application/targets.h"

#include <cstddef>
#include <vector>

#include "base/text.h"

namespace cxsam::application {

std::optional<AwsService> read_aws_service(std::string_view uri) {
  constexpr std::size_t kParts = 6;
  const std::vector<std::string_view> parts = split(uri, ':');
  if (parts.size() < kParts || parts[0] != "arn" || parts[2] != "apigateway") return std::nullopt;
  AwsService target{.service = std::string(parts[4]), .region = std::string(parts[3])};
  if (const std::size_t dot = target.service.rfind('.'); dot != std::string::npos) {
    target.subdomain = target.service.substr(0, dot);
    target.service.erase(0, dot + 1);
  }
  const std::string_view rest = uri.substr(static_cast<std::size_t>(parts[5].data() - uri.data()));
  constexpr std::string_view kAction = "action/";
  constexpr std::string_view kPath = "path/";
  if (rest.starts_with(kAction)) {
    target.action = rest.substr(kAction.size());
  } else if (rest.starts_with(kPath)) {
    target.path = rest.substr(kPath.size());
  } else {
    return std::nullopt;
  }
  return target.service.empty() ? std::nullopt : std::optional(target);
}

}  // namespace cxsam::application
