#include "local/lacks.h"

#include <algorithm>

namespace cxsam::local {
namespace {

using application::Unsupported;

/// Whether two routes of an API lack the same. A route that is left out itself has a line of its own.
bool is_same(const Unsupported& one, const Unsupported& other) {
  return !one.route.empty() && !other.route.empty() && !one.what.empty() && one.what == other.what &&
         one.logical_id == other.logical_id && one.stack_path == other.stack_path;
}

/// "`GET /a`, `GET /b`, `GET /c` and 4 more".
std::string named(const std::vector<std::string>& routes) {
  constexpr std::size_t kNamed = 3;
  std::string text;
  for (std::size_t i = 0; i < std::min(routes.size(), kNamed); ++i) text += (i == 0 ? "`" : ", `") + routes[i] + "`";
  return routes.size() <= kNamed ? text : text + " and " + std::to_string(routes.size() - kNamed) + " more";
}

std::string what_of(const Lack& lack) {
  const std::string& what = lack.item->what;
  if (lack.routes.empty()) return what;
  if (!what.empty()) return what + " of " + named(lack.routes);
  return "route " + named(lack.routes);
}

}  // namespace

std::vector<Lack> lacks_of(const std::vector<Unsupported>& items) {
  std::vector<Lack> lacks;
  for (const Unsupported& item : items) {
    if (lacks.empty() || !is_same(*lacks.back().item, item)) lacks.push_back({.item = &item});
    if (!item.route.empty()) lacks.back().routes.push_back(item.route);
  }
  return lacks;
}

std::string sentence_of(const Lack& lack) {
  const std::string what = "`" + lack.item->logical_id + "`: " + what_of(lack);
  const std::string& refused = lack.item->refused;
  if (refused.empty()) return what + " does not run locally yet";
  return what + " is left out, since API Gateway refuses it: " + refused;
}

std::vector<Remark> lacks_of(const application::Function& function, const application::Application& application) {
  std::vector<Remark> remarks;
  for (const Unsupported& item : application.unsupported)
    if (item.logical_id == function.logical_id && item.stack_path == function.stack_path)
      remarks.push_back({Remark::Level::Note, sentence_of(Lack{.item = &item})});
  return remarks;
}

}  // namespace cxsam::local
