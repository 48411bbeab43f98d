// moto, a server that answers as AWS does, and botocore. Both are got from PyPI once, below build/clients; offline before the
// first time the tests are skipped.
#pragma once

#include <filesystem>
#include <iostream>
#include <map>
#include <optional>
#include <string>

#include <catch2/catch.hpp>

#include <fmt/format.h>

#include "aws/client.h"
#include "base/file.h"
#include "base/text.h"
#include "json/json.h"
#include "loop/run.h"
#include "loop/world.h"
#include "system/command.h"
#include "tests/support/started_program.h"

namespace cxsam::test {

inline const std::filesystem::path kAwsClients = std::filesystem::path(CXSAM_SOURCE_DIR) / "tests/e2e/clients/aws";
inline const std::filesystem::path kAwsTools = std::filesystem::path(CXSAM_SOURCE_DIR) / "build/clients/aws";

/// The folder of the programs, or "" with a line that says why there are none.
inline std::filesystem::path aws_tools() {
  const std::filesystem::path ready = kAwsTools / "ready";
  const auto wanted = read_file(kAwsClients / "requirements.txt");
  const auto have = read_file(ready);
  if (have && wanted && *have == *wanted) return kAwsTools / "bin";
  const std::string script =
      fmt::format("python3 -m venv '{0}' && '{0}/bin/pip' install --quiet --requirement '{1}' && cp '{1}' '{0}/ready'",
                  kAwsTools.string(), (kAwsClients / "requirements.txt").string());
  const auto made = system::run_command({.words = {"timeout", "600", "sh", "-c", script}, .folder = "", .environment = {}});
  if (made && made->exit_code == 0) return kAwsTools / "bin";
  std::cout << "skipped: botocore and moto cannot be installed here\n";
  return {};
}

/// A moto server, which ends with this.
class Moto {
 public:
  explicit Moto(const std::filesystem::path& programs)
      : program_({(programs / "moto_server").string(), "-H", "127.0.0.1", "-p", "0"}, "/") {
    REQUIRE(program_.wait_for("Running on http://127.0.0.1:"));
    REQUIRE(program_.wait_for("\n"));
    const std::string& text = program_.output();
    const std::size_t at = text.find("Running on ") + 11;
    url_ = text.substr(at, text.find_first_of(" \n\r", at) - at);
  }
  [[nodiscard]] const std::string& url() const { return url_; }

  /// What a command or a client of it finds in the environment.
  [[nodiscard]] std::map<std::string, std::string> environment(const std::filesystem::path& home) const {
    return {{"PATH", "/usr/bin:/bin"},           {"HOME", home.string()},
            {"AWS_ENDPOINT_URL", url_},          {"AWS_ACCESS_KEY_ID", "AKIDEXAMPLE"},
            {"AWS_SECRET_ACCESS_KEY", "secret"}, {"AWS_REGION", "eu-west-1"}};
  }

  /// The same for who deploys: moto fetches templates only where the host has no dots, and nothing takes long in it.
  [[nodiscard]] std::map<std::string, std::string> environment_of_deployment(const std::filesystem::path& home) const {
    std::map<std::string, std::string> all = environment(home);
    all["AWS_ENDPOINT_URL"] = replace_all(url_, "127.0.0.1", "localhost");
    all["SAM_CLI_POLL_DELAY"] = "0.1";
    return all;
  }

 private:
  StartedProgram program_;
  std::string url_;
};

/// Asks the server through our own client, on a loop of its own.
class Asker {
 public:
  explicit Asker(const std::map<std::string, std::string>& environment)
      : client_(system_.world, *aws::read_settings({environment.begin(), environment.end()}, {})) {}

  void make_bucket(const std::string& name) {
    aws::Call call{.service = "s3", .region = "", .request = {.method = "PUT", .url = "/" + name}};
    call.request.body =
        "<CreateBucketConfiguration><LocationConstraint>eu-west-1</LocationConstraint></CreateBucketConfiguration>";
    REQUIRE(ask(std::move(call)));
  }
  std::optional<Json> call(std::string_view service, std::string_view action, const Json& parameters) {
    auto answer = cxsam::run(system_.loop, client_.call(service, action, parameters));
    return answer && *answer ? std::optional<Json>(**answer) : std::nullopt;
  }
  void make_stack(const std::string& name, const std::string& text) {
    const Json parameters{{"StackName", name}, {"TemplateBody", text}, {"Capabilities", {"CAPABILITY_NAMED_IAM"}}};
    const auto answer = cxsam::run(system_.loop, client_.query("cloudformation", "CreateStack", parameters));
    REQUIRE(answer);
    if (!*answer) FAIL(answer->error().message);
  }
  std::optional<std::string> object(const std::string& path) {
    return ask({.service = "s3", .region = "", .request = {.method = "GET", .url = path}});
  }

 private:
  std::optional<std::string> ask(aws::Call call) {
    auto answer = cxsam::run(system_.loop, client_.send(std::move(call)));
    if (!answer || !*answer) return std::nullopt;
    return (*answer)->body;
  }

  SystemWorld system_;
  aws::Client client_;
};

}  // namespace cxsam::test
