// Issuers that mean harm, or are only slow: what they send harms nobody, and tokens of others do not wait for them.
#include <catch2/catch.hpp>
#include <map>
#include <memory>
#include <string>

#include "base/base64url.h"
#include "http/server.h"
#include "jwt/issuers.h"
#include "loop/signal.h"
#include "loop/world.h"
#include "tests/unit/jwt/tokens.h"

using namespace cxsam;
using namespace cxsam::jwt;

namespace {

using Keys = Result<std::shared_ptr<const KeySet>>;

/// A server with an issuer below each path, and someone who asks for their keys.
class Hostile {
 public:
  explicit Hostile(std::map<std::string, http::Response> answers) : answers_(std::move(answers)) {
    auto server = http::Server::listen(system_.world, "127.0.0.1", 0, {},
                                       [this](http::Request request) { return answer(std::move(request)); });
    REQUIRE(server);
    server_ = std::move(*server);
  }

  [[nodiscard]] std::string issuer(const std::string& name) const {
    return "http://127.0.0.1:" + std::to_string(server_->port()) + "/" + name;
  }

  /// Runs `task` to its end.
  void run(Task<void> task) {
    spawn(system_.loop, "test", until_done(std::move(task)));
    system_.loop.run();
  }

  Task<std::string> ask(std::string name, std::string key_id = "r") {
    const Keys keys = co_await issuers_->keys_of(issuer(name), std::move(key_id));
    if (!keys) co_return keys.error().message;
    co_return std::to_string((*keys)->keys.size()) + " keys";
  }

  void let_go() {
    held_ = false;
    changed_.notify();
  }
  [[nodiscard]] World& world() { return system_.world; }

 private:
  Task<http::Response> answer(http::Request request) {
    const std::string name = request.target.substr(1, request.target.find('/', 1) - 1);
    const bool is_configuration = request.target.ends_with("openid-configuration");
    while (name == "slow" && held_) co_await changed_.wait();
    const auto found = answers_.find(is_configuration ? name + "/configuration" : name);
    if (found != answers_.end()) co_return found->second;
    co_return http::Response{
        .status = is_configuration ? 200 : 404, .headers = {}, .body = R"({"jwks_uri": ")" + issuer(name) + "/keys\"}"};
  }

  Task<void> until_done(Task<void> task) {
    co_await std::move(task);
    issuers_.reset();
    co_await server_->stop(std::chrono::seconds(1));
  }

  std::map<std::string, http::Response> answers_;
  SystemWorld system_;
  Signal changed_{system_.world.clock};
  bool held_ = true;
  std::unique_ptr<http::Server> server_;
  std::unique_ptr<Issuers> issuers_ = std::make_unique<Issuers>(system_.world, std::vector<Detour>{});
};

http::Response body(std::string text, int status = 200) { return {.status = status, .headers = {}, .body = std::move(text)}; }

std::string many_keys(int count) {
  std::string text;
  for (int i = 0; i < count; ++i)
    text +=
        (i == 0 ? "" : ",") + (R"({"kty": "RSA", "e": "AQAB", "n": ")" + base64url_encode(std::string(256, '\xff')) + "\"}");
  return R"({"keys": [)" + text + "]}";
}

}  // namespace

TEST_CASE("issuers: what hostile ones answer is an error, or no key", "[jwt][security]") {
  const std::string megabyte(std::size_t{1} << 20U, ' ');
  http::Response redirection = body("", 302);
  redirection.headers = {{"Location", "/redirected/keys"}};
  Hostile hostile(
      {{"huge", body(megabyte + "{}")},
       {"huge-refusal", body(megabyte + "{}", 500)},
       {"huge-configuration/configuration", body(megabyte + "{}")},
       {"deep", body(std::string(500'000, '['))},
       {"deep-map", body(R"({"keys": )" + std::string(500, '[') + std::string(500, ']') + "}")},
       {"redirected", redirection},
       {"no-list", body(R"({"keys": {"kid": "r"}})")},
       {"file/configuration", body(R"({"jwks_uri": "file:///etc/passwd"})")},
       {"number/configuration", body(R"({"jwks_uri": 1})")},
       {"many", body(many_keys(101))},
       {"types", body(R"({"keys": [null, 1, [], {"kty": 1, "kid": {}}, {"kty": "RSA", "kid": "r", "n": 5, "e": []}]})")},
       {"bit",
        body(R"({"keys": [{"kty": "RSA", "kid": "r", "n": "AQ", "e": "AQ"}, {"kty": "RSA", "kid": "r", "e": "AQAB", "n": ")" +
             base64url_encode(std::string(300, '\0') + "\x01") + "\"}]}")},
       {"exponent", body(R"({"keys": [{"kty": "RSA", "kid": "r", "n": ")" + base64url_encode(std::string(256, '\xff')) +
                         R"(", "e": ")" + base64url_encode(std::string(256, '\xff')) + "\"}]}")},
       {"long-id", body(R"({"keys": [{"kty": "oct", "kid": ")" + std::string(1'000'000, 'k') + "\"}]}")}});
  const auto check = [&]() -> Task<void> {
    const auto said = [&](std::string name, std::string wanted) -> Task<void> {
      const std::string answer = co_await hostile.ask(name);
      INFO(name << ": " << answer.substr(0, 200));
      CHECK(answer.size() < 200);
      CHECK(answer.find(wanted) != std::string::npos);
    };
    co_await said("huge", "answers with more than 1 MB");
    co_await said("huge-refusal", "answers with more than 1 MB");
    co_await said("huge-configuration", "answers with more than 1 MB");
    co_await said("deep", "nesting");
    co_await said("deep-map", "nesting");
    co_await said("redirected", "answers with status 302");
    co_await said("no-list", "a key set is a map with a list `keys`");
    co_await said("file", "`file:///etc/passwd` is no web address");
    co_await said("number", "has no `jwks_uri`");
    co_await said("many", "a key set of more than 100 keys");
    co_await said("types", "0 keys");
    co_await said("bit", "0 keys");
    co_await said("exponent", "0 keys");
    co_await said("long-id", "0 keys");
    co_await said("gone", "answers with status 404");
  };
  hostile.run(check());
}

TEST_CASE("issuers: nobody waits for the keys of another issuer, or for a new key when the old one does", "[jwt][security]") {
  Hostile hostile({{"good", body(std::string(jwt_examples::kKeySet))}, {"slow", body(std::string(jwt_examples::kKeySet))}});
  std::vector<std::string> order;
  const auto note = [&](std::string name, std::string key_id) -> Task<void> {
    const std::string answer = co_await hostile.ask(name, key_id);
    CHECK(answer == "4 keys");
    order.push_back(name + " " + key_id);
    if (order.size() == 2) hostile.let_go();
  };
  const auto check = [&]() -> Task<void> {
    spawn(hostile.world().loop, "slow", note("slow", "r"));
    co_await note("good", "r");
    co_await note("good", "e256");
    co_await note("slow", "r");
  };
  hostile.run(check());
  REQUIRE(order.size() == 4);
  CHECK(order[0] == "good r");
  CHECK(order[1] == "good e256");
}
