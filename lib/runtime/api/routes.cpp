#include "runtime/api/routes.h"

#include "http/target.h"

namespace cxsam::runtime {
namespace {

struct Row {
  std::string_view before;  // the whole path, or what stands before the id of an invocation
  std::string_view after;   // "" for a path without an id
  std::string_view method;
  Call call;
};

constexpr std::string_view kInvocation = "/2018-06-01/runtime/invocation/";

// Those that every invocation takes come first.
constexpr Row kRows[] = {
    {"/2018-06-01/runtime/invocation/next", "", "GET", Call::Next},
    {kInvocation, "/response", "POST", Call::Response},
    {kInvocation, "/error", "POST", Call::Error},
    {"/2018-06-01/runtime/init/error", "", "POST", Call::InitError},
    {"/2018-06-01/runtime/restore/next", "", "GET", Call::RestoreNext},
    {"/2018-06-01/runtime/restore/error", "", "POST", Call::RestoreError},
    {"/2018-06-01/ping", "", "GET", Call::Ping},
    {"/2020-01-01/extension/event/next", "", "GET", Call::ExtensionNext},
    {"/2020-01-01/extension/register", "", "POST", Call::Register},
    {"/2020-01-01/extension/init/error", "", "POST", Call::ExtensionInitError},
    {"/2020-01-01/extension/exit/error", "", "POST", Call::ExtensionExitError},
    {"/2020-08-15/logs", "", "PUT", Call::Logs},
    {"/2022-07-01/telemetry", "", "PUT", Call::Telemetry},
    {"/2020-08-15/logs/", "", "PUT", Call::Logs},
    {"/2022-07-01/telemetry/", "", "PUT", Call::Telemetry},
};

}  // namespace

Route find_route(std::string_view target) {
  const std::string_view behind = http::behind_host(target);
  const std::string_view path = behind.substr(0, behind.find('?'));
  for (const Row& row : kRows) {
    if (row.after.empty()) {
      if (path == row.before) return {row.call, row.method};
      continue;
    }
    if (path.size() < row.before.size() + row.after.size() || !path.starts_with(row.before) || !path.ends_with(row.after))
      continue;
    const std::string_view id = path.substr(row.before.size(), path.size() - row.before.size() - row.after.size());
    if (id.find('/') == std::string_view::npos) return {row.call, row.method, std::string(id)};
  }
  return {};
}

}  // namespace cxsam::runtime
