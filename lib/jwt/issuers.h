// The key sets of issuers: where they are, and how long they are believed.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "jwt/keys.h"
#include "loop/signal.h"
#include "loop/world.h"
#include "system/http_client.h"

namespace cxsam::jwt {

/// URLs that begin with `from` lead to `to`: to a server, which is told the host of `from`, or to a file with a key set.
struct Detour {
  std::string from;  // "https://cognito-idp.eu-west-1.amazonaws.com"
  std::string to;    // "http://127.0.0.1:5000", "keys.json"
};

/// "URL=URL" or "URL=FILE". Error: neither.
Result<Detour> read_detour(std::string_view text);

/// The detour of a URL, or null. The longest beginning counts.
const Detour* find_detour(std::span<const Detour> detours, std::string_view url);

class Issuers {
 public:
  Issuers(const World& world, std::vector<Detour> detours);
  Issuers(const Issuers&) = delete;
  Issuers& operator=(const Issuers&) = delete;

  /// Where key sets come from. A question that takes too long keeps it.
  struct Sources {
    std::vector<Detour> detours = {};
    system::HttpClient client = system::HttpClient();
  };

  /// The key set of `issuer`, a URL: its OpenID configuration says where that is. It is kept for two hours, as API Gateway
  /// does, but asked for again, a server at most once a second, when it has no key `key_id`. Nobody waits for another issuer,
  /// or for a new key when the one wanted is there. Errors: nobody answers, what answers is no configuration or no key set, or
  /// it takes longer than 10 seconds.
  Task<Result<std::shared_ptr<const KeySet>>> keys_of(std::string issuer, std::string key_id);

 private:
  struct Known {
    std::shared_ptr<const KeySet> keys;
    Error why;                 // where there are none
    Clock::TimePoint fetched;  // when the keys came
    Clock::TimePoint asked;    // when they were asked for last
  };

  [[nodiscard]] bool is_file(std::string_view issuer) const;
  [[nodiscard]] bool lasts(const std::string& issuer, std::string_view key_id) const;
  Task<void> ask(std::string issuer);
  void remember(const std::string& issuer, Result<KeySet> fetched);

  World world_;
  std::shared_ptr<Sources> sources_;
  std::map<std::string, Known, std::less<>> known_;
  std::set<std::string, std::less<>> fetching_;
  Signal changed_;  // when one of them is fetched
};

}  // namespace cxsam::jwt
