#include "jwt/issuers.h"

#include <algorithm>
#include <chrono>

#include "base/file.h"
#include "json/json.h"
#include "loop/off_thread.h"
#include "loop/within.h"

namespace cxsam::jwt {
namespace {

using std::chrono::seconds;

constexpr std::chrono::hours kKept{2};
constexpr seconds kPause{1};               // between questions that a token's unknown key, or a failure, brings about
constexpr seconds kPatience{10};           // with an issuer: one that gives its keys byte by byte holds nobody up for longer
constexpr std::size_t kMostIssuers = 100;  // a token may name any user pool of a local Cognito
constexpr std::uint64_t kLargest = std::uint64_t{1} << 20U;
constexpr std::string_view kConfiguration = "/.well-known/openid-configuration";
constexpr std::string_view kKeys = "/.well-known/jwks.json";

bool is_web(std::string_view url) { return url.starts_with("http://") || url.starts_with("https://"); }

std::string without_slash(std::string url) {
  while (url.ends_with('/')) url.pop_back();
  return url;
}

/// Whether `url` begins with `prefix` and a part of it ends there.
bool begins_with(std::string_view url, std::string_view prefix) {
  if (!url.starts_with(prefix)) return false;
  return url.size() == prefix.size() || prefix.ends_with('/') || url[prefix.size()] == '/' || url[prefix.size()] == '?';
}

Result<std::string> keys_url_of(std::string_view configuration) {
  const auto json = parse_json(configuration, {.depth = 32, .bytes = kLargest});
  if (!json || !json->is_object()) return fail("the OpenID configuration is no JSON map");
  const auto found = json->find("jwks_uri");
  if (found == json->end() || !found->is_string()) return fail("the OpenID configuration has no `jwks_uri`");
  return found->get<std::string>();
}

/// It owns all that it uses, as what fetch() does, since who asks may stop waiting.
Task<Result<std::string>> read(std::shared_ptr<Issuers::Sources> sources, std::string url) {
  const Detour* detour = find_detour(sources->detours, url);
  system::HttpRequest request{.url = url, .connect_timeout = kPatience, .silence_timeout = kPatience, .most_bytes = kLargest};
  if (detour != nullptr) {
    request.url = detour->to + url.substr(detour->from.size());
    request.headers.push_back({"Host", std::string(system::split_url(url).host)});
  }
  if (!is_web(request.url)) co_return fail("`" + request.url + "` is no web address");
  const std::string asked = request.url;
  auto answer = co_await sources->client.send(std::move(request));
  if (!answer) co_return fail(answer.error().message);
  if (answer->status != 200) co_return fail("`" + asked + "` answers with status " + std::to_string(answer->status));
  co_return std::move(answer->body);
}

Task<Result<KeySet>> fetch(std::shared_ptr<Issuers::Sources> sources, std::string issuer) {
  const Detour* detour = find_detour(sources->detours, issuer);
  if (detour != nullptr && !is_web(detour->to)) {
    const std::filesystem::path path = detour->to;
    Result<std::string> text = co_await off_thread([path] { return read_file(path, kLargest); });
    if (!text) co_return fail(std::move(text.error()));
    co_return read_key_set(*text);
  }
  const std::string base = without_slash(std::move(issuer));
  Result<std::string> configuration = co_await read(sources, base + std::string(kConfiguration));
  Result<std::string> place = configuration ? keys_url_of(*configuration) : fail(configuration.error());
  // Where a stand-in has no configuration, its keys are where Amazon Cognito's are.
  if (!place && detour != nullptr) place = base + std::string(kKeys);
  if (!place) co_return fail(std::move(place.error()));
  Result<std::string> text = co_await read(sources, *place);
  if (!text) co_return fail(std::move(text.error()));
  co_return read_key_set(*text);
}

}  // namespace

Result<Detour> read_detour(std::string_view text) {
  const std::size_t equals = text.find('=');
  Detour detour{.from = without_slash(std::string(text.substr(0, equals))),
                .to = equals == std::string_view::npos ? "" : without_slash(std::string(text.substr(equals + 1)))};
  if (is_web(detour.from) && !detour.to.empty()) return detour;
  return fail(Error{"`" + std::string(text) + "` is not of the form ISSUER=PLACE"}.hint(
      "for example `--issuer https://cognito-idp.eu-west-1.amazonaws.com=http://127.0.0.1:5000`, or a file with the issuer's "
      "keys"));
}

const Detour* find_detour(std::span<const Detour> detours, std::string_view url) {
  const Detour* longest = nullptr;
  for (const Detour& detour : detours)
    if (begins_with(url, detour.from) && (longest == nullptr || detour.from.size() > longest->from.size())) longest = &detour;
  return longest;
}

Issuers::Issuers(const World& world, std::vector<Detour> detours)
    : world_(world), sources_(std::make_shared<Sources>()), changed_(world.clock) {
  sources_->detours = std::move(detours);
}

bool Issuers::is_file(std::string_view issuer) const {
  const Detour* detour = find_detour(sources_->detours, issuer);
  return detour != nullptr && !is_web(detour->to);
}

bool Issuers::lasts(const std::string& issuer, std::string_view key_id) const {
  const auto found = known_.find(issuer);
  if (found == known_.end()) return false;
  const Known& known = found->second;
  const Clock::TimePoint now = world_.clock.now();
  if (now - known.asked < kPause && !is_file(issuer)) return true;
  if (!known.keys || now - known.fetched >= kKept) return false;
  return std::ranges::find(known.keys->keys, key_id, &Key::id) != known.keys->keys.end();
}

void Issuers::remember(const std::string& issuer, Result<KeySet> fetched) {
  if (known_.size() >= kMostIssuers && !known_.contains(issuer)) known_.clear();
  Known& known = known_[issuer];
  known.asked = world_.clock.now();
  if (fetched) {
    known.keys = std::make_shared<const KeySet>(std::move(*fetched));
    known.fetched = known.asked;
  } else if (!known.keys || known.asked - known.fetched >= kKept) {
    known.keys = nullptr;
    known.why = std::move(fetched.error());
  }
}

Task<void> Issuers::ask(std::string issuer) {
  const auto end = [this, &issuer](void*) {
    fetching_.erase(issuer);  // also when the request is given up
    changed_.notify();
  };
  const std::unique_ptr<void, decltype(end)> at_end(this, end);
  Task<Result<KeySet>> fetching = fetch(sources_, issuer);
  std::optional<Result<KeySet>> fetched = co_await within(world_, kPatience, std::move(fetching));
  if (!fetched) fetched.emplace(fail("`" + issuer + "` has not given its keys within 10 seconds"));
  remember(issuer, std::move(*fetched));
}

Task<Result<std::shared_ptr<const KeySet>>> Issuers::keys_of(std::string issuer, std::string key_id) {
  for (bool asked = false; !asked && !lasts(issuer, key_id);) {
    asked = fetching_.insert(issuer).second;
    if (asked) {
      co_await ask(issuer);
    } else {
      co_await changed_.wait();
    }
  }
  const Known& known = known_.at(issuer);
  if (known.keys) co_return known.keys;
  co_return fail(known.why);
}

}  // namespace cxsam::jwt
