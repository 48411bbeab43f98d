// Signatures and credentials as recorded from botocore.
#include <algorithm>
#include <filesystem>
#include <functional>
#include <iostream>
#include <map>
#include <set>
#include <string>

#include <fmt/format.h>
#include <catch2/catch.hpp>

#include "aws/chain.h"
#include "aws/endpoint.h"
#include "aws/sigv4.h"
#include "aws/times.h"
#include "base/file.h"
#include "base/text.h"
#include "http/server.h"
#include "json/json.h"
#include "loop/run.h"
#include "tests/conformance/credentials_server.h"
#include "tests/support/corpus.h"
#include "tests/support/scratch_folder.h"

using namespace cxsam;

namespace {

namespace fs = std::filesystem;

std::vector<Json> read_records(const fs::path& file) {
  std::vector<Json> records;
  const auto text = read_file(file);
  if (!text) {
    test::say_skipped(file);
    return records;
  }
  for (const std::string_view line : split(*text, '\n')) {
    if (trim(line).empty()) continue;
    auto record = parse_json(line);
    REQUIRE(record);
    records.push_back(*std::move(record));
  }
  return records;
}

std::string text_of(const Json& record, const char* name) {
  const auto found = record.find(name);
  return found != record.end() && found->is_string() ? found->get<std::string>() : "";
}

std::string described_body(const Json& record) {
  if (text_of(record, "body_spec") != "bytes 0..255 repeated 64 times") return text_of(record, "body");
  std::string body;
  for (int i = 0; i < 64 * 256; ++i) body += static_cast<char>(i % 256);
  return body;
}

/// Where AWS CLI and docs/credentials.md have another order than botocore alone, which passes over AWS_REGION and takes
/// AWS_DEFAULT_PROFILE first: the same record as both understand it.
Json as_documented(Json record) {
  if (!record.contains("env")) return record;
  Json& environment = record["env"];
  if (environment.contains("AWS_REGION") && record["expect"].contains("region"))
    record["expect"]["region"] = environment["AWS_REGION"];
  if (environment.contains("AWS_PROFILE") && environment.contains("AWS_DEFAULT_PROFILE"))
    std::swap(environment["AWS_PROFILE"], environment["AWS_DEFAULT_PROFILE"]);
  return record;
}

/// Session names hold the time, and each tool its own word.
Json without_session_names(Json requests) {
  for (Json& request : requests) {
    if (request.contains("body") && request["body"].is_string())
      request["body"] = *parse_json(request["body"].get<std::string>());
    if (!request.contains("params")) continue;
    const std::string name = request["params"].value("RoleSessionName", "");
    if (name.starts_with("botocore-session-") || name.starts_with("cxsam-")) request["params"]["RoleSessionName"] = "<made>";
  }
  return requests;
}

bool same(const Json& a, const Json& b) { return nlohmann::json(a) == nlohmann::json(b); }

/// Runs one record; the differences, a line each.
class Case {
 public:
  explicit Case(const Json& record) : record_(record) {}

  std::vector<std::string> run() {
    auto server = http::Server::listen(system_.world, "127.0.0.1", 0, {},
                                       [this](http::Request request) { return services_.answer(std::move(request)); });
    REQUIRE(server);
    url_ = fmt::format("http://127.0.0.1:{}", (*server)->port());
    write_files();
    const Json& expected = record_["expect"];
    aws::Wishes wishes;
    if (record_.contains("profile")) wishes.profile = text_of(record_, "profile");
    const auto settings = aws::read_settings(environment(), wishes);
    const bool fails = expected.contains("error");
    if (!settings) {
      if (!fails) wrong("settings", settings.error().to_string());
      return wrong_;
    }
    if (expected.contains("region")) compare("region", aws::region_of(*settings).value_or(""), text_of(expected, "region"));
    if (expected.contains("endpoint"))
      compare("endpoint", aws::endpoint_of(*facts::find_service(text_of(record_, "svc")), "us-east-1", *settings).url,
              text_of(expected, "endpoint"));
    system::HttpClient http;
    aws::Wire wire{system_.world, http, *settings};
    const auto found = cxsam::run(system_.loop, aws::find_credentials(wire));
    REQUIRE(found);
    if (fails != !found->has_value()) wrong("outcome", *found ? "no error" : found->error().to_string());
    if (*found && !fails) compare_credentials(**found, expected["credentials"]);
    const Json seen = without_session_names(Json(services_.requests));
    const Json wanted = without_session_names(expected["requests"]);
    if (!same(seen, wanted)) wrong("requests", dump_json(seen) + " instead of " + dump_json(wanted));
    if (expected.contains("cache_after")) compare_cache(expected["cache_after"]);
    return wrong_;
  }

 private:
  std::string filled(std::string text) const {
    return replace_all(replace_all(std::move(text), "{HOME}", home_.path().string()), "{URL}", url_);
  }

  void write_files() {
    if (record_.contains("creds")) home_.write(".aws/credentials", filled(text_of(record_, "creds")));
    if (record_.contains("config")) home_.write(".aws/config", filled(text_of(record_, "config")));
    if (record_.contains("files"))
      for (const auto& [name, content] : record_["files"].items()) home_.write(name, filled(content.get<std::string>()), true);
    if (record_.contains("sso"))
      for (const auto& [name, content] : record_["sso"].items())
        home_.write(".aws/sso/cache/" + name + ".json", content.get<std::string>());
  }

  aws::Variables environment() const {
    aws::Variables variables{{"HOME", home_.path().string()}};
    if (!text_of(record_, "id").starts_with("endpoint"))
      for (const char* name : {"AWS_ENDPOINT_URL_STS", "AWS_ENDPOINT_URL_SSO", "AWS_ENDPOINT_URL_SSO_OIDC"})
        variables[name] = url_;
    if (record_.value("imds", false)) {
      variables["AWS_EC2_METADATA_SERVICE_ENDPOINT"] = url_;
    } else {
      variables["AWS_EC2_METADATA_DISABLED"] = "true";
    }
    if (record_.contains("env"))
      for (const auto& [name, value] : record_["env"].items()) variables[name] = filled(value.get<std::string>());
    return variables;
  }

  void compare_credentials(const std::optional<aws::Credentials>& have, const Json& want) {
    if (want.is_null() || !have) {
      if (want.is_null() != !have) wrong("credentials", have ? have->access_key : "none");
      return;
    }
    compare("access key", have->access_key, text_of(want, "access_key"));
    compare("secret key", have->secret_key, text_of(want, "secret_key"));
    compare("token", have->token, text_of(want, "token"));
    compare("method", have->source, text_of(want, "method"));
  }

  void compare_cache(const Json& want) {
    for (const auto& [name, content] : want.items()) {
      auto have = parse_json(home_.read(".aws/sso/cache/" + name + ".json"));
      if (!have) return wrong("cache", "not there");
      Json expected = content;
      expected.erase("expiresAt");  // an hour from the time of the test
      if (!aws::parse_iso_time(have->value("expiresAt", ""))) wrong("cache", "no time");
      have->erase("expiresAt");
      if (!same(*have, expected)) wrong("cache", dump_json(*have));
    }
  }

  void compare(std::string_view what, const std::string& have, const std::string& want) {
    if (have != want) wrong(what, "`" + have + "` instead of `" + want + "`");
  }
  void wrong(std::string_view what, const std::string& how) { wrong_.push_back(fmt::format("{}: {}", what, how)); }

  const Json& record_;
  SystemWorld system_;
  test::CredentialsServer services_;
  test::ScratchFolder home_;
  std::string url_;
  std::vector<std::string> wrong_;
};

}  // namespace

TEST_CASE("corpus: requests are signed as botocore signs them", "[aws]") {
  std::size_t compared = 0;
  for (const Json& record : read_records(test::corpus() / "deploy/sigv4.jsonl")) {
    INFO(text_of(record, "id"));
    system::HttpRequest request{.method = text_of(record, "method"), .url = text_of(record, "url")};
    for (const auto& [name, value] : record["headers"].items()) request.headers.push_back({name, value.get<std::string>()});
    request.body = described_body(record);
    const aws::Credentials keys{.access_key = "AKIDEXAMPLE000000001",
                                .secret_key = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
                                .token = text_of(record, "session_token")};
    const aws::Scope scope{text_of(record, "service"), text_of(record, "region"), *aws::parse_iso_time("2026-03-04T05:06:07Z")};
    aws::Signature signature;
    if (text_of(record, "kind") == "query") {
      signature = aws::presign(request, keys, scope, std::chrono::seconds(record["expires"].get<int>()));
      CHECK(request.url == text_of(record, "result_url"));
    } else {
      signature = aws::sign(request, keys, scope, text_of(record, "payload"));
      for (const auto& [name, value] : record["result_headers"].items()) {
        const std::string* header = system::find_header(request.headers, name);
        REQUIRE(header != nullptr);
        CHECK(*header == value.get<std::string>());
      }
    }
    CHECK(signature.canonical_request == text_of(record, "canonical_request"));
    CHECK(signature.string_to_sign == text_of(record, "string_to_sign"));
    ++compared;
  }
  std::cout << "signatures: " << compared << " records agree\n";
}

TEST_CASE("corpus: credentials, Regions and endpoints are found as botocore finds them, in the documented order", "[aws]") {
  std::size_t compared = 0;
  std::size_t agreed = 0;
  std::set<std::string> wrong;
  for (const Json& recorded : read_records(test::corpus() / "deploy/credentials.jsonl")) {
    const Json record = as_documented(recorded);
    const std::string id = text_of(record, "id");
    ++compared;
    const std::vector<std::string> differences = Case(record).run();
    agreed += differences.empty() ? 1 : 0;
    if (differences.empty()) continue;
    wrong.insert(id);
    for (const std::string& line : differences) std::cout << "  " << id << ": " << line << '\n';
  }
  std::cout << "credentials: " << agreed << " of " << compared << " records agree\n";
  CHECK(wrong.empty());
}
