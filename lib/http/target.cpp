#include "http/target.h"

namespace cxsam::http {
namespace {

constexpr std::string_view kScheme = "://";

}  // namespace

bool is_absolute(std::string_view target) { return !target.starts_with('/') && target.find(kScheme) != std::string_view::npos; }

std::string_view host_of(std::string_view target) {
  if (!is_absolute(target)) return "";
  target.remove_prefix(target.find(kScheme) + kScheme.size());
  return target.substr(0, target.find_first_of("/?"));
}

std::string_view behind_host(std::string_view target) {
  if (!is_absolute(target)) return target;
  return target.substr(target.find(kScheme) + kScheme.size() + host_of(target).size());
}

}  // namespace cxsam::http
