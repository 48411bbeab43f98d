// A stage of an API: what its requests meet besides the routes.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace cxsam::application {

using Variables = std::map<std::string, std::string>;

/// Requests by token bucket: `burst` may come at once, `rate` a second after that.
struct Throttle {
  double rate = 0;
  double burst = 0;
};

/// What a request with `Cache-Control: max-age=0` gets that may not renew the cache.
enum class WithoutPermission : std::uint8_t { Refused, Warned, Ignored };

/// Of all methods of a stage, or of one.
struct MethodSettings {
  std::optional<Throttle> throttle;
  bool caches = false;
  std::uint32_t cache_ttl_s = 300;
  bool renewal_needs_permission = false;
  WithoutPermission without_permission = WithoutPermission::Warned;
};

/// A deployment that gets a share of the requests.
struct Canary {
  double percent = 0;   // 0 to 100
  Variables variables;  // the stage's with the canary's in their place
};

struct Stage {
  std::string name = {};  // "Prod", "$default"
  Variables variables = {};
  std::optional<Canary> canary = {};
  std::map<std::string, MethodSettings, std::less<>> settings = {};  // by "GET /items/{id}", "*" for all others
  std::string access_log_format = {};                                // "" for none
  std::string client_certificate = {};                               // that servers are shown, by its id; "" for none
  bool is_resource = false;                                          // no deployment makes it, and it stands for no missing one
};

}  // namespace cxsam::application
