// The services that credentials come from, as credentials-server.json describes them.
#pragma once

#include <cctype>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "base/percent.h"
#include "http/server.h"
#include "json/json.h"
#include "loop/run.h"

namespace cxsam::test {

class CredentialsServer {
 public:
  Task<http::Response> answer(http::Request request) {
    const std::string path = request.target.substr(0, request.target.find('?'));
    Json seen{{"method", request.method}, {"path", request.target}};
    const auto keep = [&](const char* name) {
      if (const std::string_view value = http::find_header(request.headers, name); !value.empty()) seen[name] = value;
    };
    for (const char* name :
         {"x-amz-sso_bearer_token", "x-amz-security-token", "x-aws-ec2-metadata-token", "x-aws-ec2-metadata-token-ttl-seconds"})
      keep(name);
    const std::string authorization(http::find_header(request.headers, "authorization"));
    const std::size_t key = authorization.find("Credential=");
    if (key != std::string::npos) {
      seen["signed_by"] = authorization.substr(key + 11, authorization.find('/', key) - key - 11);
    } else if (!authorization.empty()) {
      seen["authorization"] = authorization;
    }
    std::map<std::string, std::string> form;
    if (path == "/" && request.method == "POST")
      for (const auto& [name, value] : parse_query(request.body))
        if (name != "Version") form[name] = value;
    if (!form.empty()) seen["params"] = form;
    if (path == "/token") seen["body"] = *parse_json(request.body);
    requests.push_back(seen);
    co_return reply(request, path, form);
  }

  std::vector<Json> requests;

 private:
  static http::Response json(std::string body, int status = 200) {
    return {status, {{"Content-Type", "application/json"}}, std::move(body)};
  }
  static http::Response keys(const std::string& action, const std::string& id, const std::string& secret,
                             const std::string& token) {
    return {
        200,
        {{"Content-Type", "text/xml"}},
        fmt::format("<{0}Response><{0}Result><Credentials><AccessKeyId>{1}</AccessKeyId><SecretAccessKey>{2}</SecretAccessKey>"
                    "<SessionToken>{3}</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></{0}Result></"
                    "{0}Response>",
                    action, id, secret, token)};
  }

  static http::Response reply(const http::Request& request, const std::string& path, std::map<std::string, std::string>& form) {
    if (form["Action"] == "AssumeRole") {
      const auto last = static_cast<unsigned char>(form["RoleArn"].back());
      return keys("AssumeRole", std::string("ASIAASSUMED") + static_cast<char>(std::toupper(last)), "as", "at");
    }
    if (form["Action"] == "AssumeRoleWithWebIdentity" && form["WebIdentityToken"].starts_with("bad"))
      return {400, {}, "<ErrorResponse><Error><Code>InvalidIdentityToken</Code><Message>no</Message></Error></ErrorResponse>"};
    if (form["Action"] == "AssumeRoleWithWebIdentity") return keys("AssumeRoleWithWebIdentity", "ASIAWEBID", "ws", "wt");
    if (path == "/federation/credentials" && http::find_header(request.headers, "x-amz-sso_bearer_token") == "revoked")
      return {401, {{"x-amzn-ErrorType", "UnauthorizedException"}}, R"({"message": "Session token not found or invalid"})"};
    if (path == "/federation/credentials")
      return json(
          R"({"roleCredentials": {"accessKeyId": "ASIASSO", "secretAccessKey": "ss", "sessionToken": "st", "expiration": 4070908800000}})");
    if (path == "/token")
      return json(R"({"accessToken": "refreshed", "tokenType": "Bearer", "expiresIn": 3600, "refreshToken": "r2"})");
    if (path.starts_with("/container"))
      return json(
          R"({"AccessKeyId": "ASIACONTAINER", "SecretAccessKey": "cs", "Token": "ct", "Expiration": "2099-01-01T00:00:00Z"})");
    if (path == "/latest/api/token") return {200, {}, "imdstoken"};
    if (path == "/latest/meta-data/iam/security-credentials/") return {200, {}, "myrole"};
    if (path == "/latest/meta-data/iam/security-credentials/myrole")
      return json(
          R"({"Code": "Success", "AccessKeyId": "ASIAIMDS", "SecretAccessKey": "is", "Token": "it", "Expiration": "2099-01-01T00:00:00Z"})");
    return json("{}", 404);
  }
};

}  // namespace cxsam::test
