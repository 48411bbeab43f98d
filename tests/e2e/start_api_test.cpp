// `cxsam local start-api`: the real program with real Python functions.
#include <catch2/catch.hpp>
#include <chrono>
#include <csignal>
#include <set>
#include <thread>

#include "base/text.h"
#include "json/json.h"
#include "tests/e2e/start_api.h"

using namespace cxsam;
using namespace cxsam::test::start_api;
using test::fetch;
using test::ScratchFolder;
using test::StartedProgram;

TEST_CASE("start-api: says when it is ready, answers, and ends with its functions on SIGTERM", "[start-api]") {
  if (!test::has_python()) return;
  const Application application;
  Serving api(application.folder);
  const std::string url = "http://127.0.0.1:" + std::to_string(api.port);
  CHECK(api.output().find("Mounting Hello at " + url + "/hello [GET]\n") != std::string::npos);
  CHECK(api.output().find("\nYou can now browse to the above endpoints") != std::string::npos);
  CHECK(api.output().find("straight from their source folders") != std::string::npos);
  CHECK(api.body_of("/hello") == R"({"path": "/hello", "greeting": "hello", "code": "one"})");
  CHECK(api.body_of("/all/a/b") == R"({"path": "/all/a/b", "greeting": "hello", "code": "one"})");
  CHECK(api.body_of("/nope") == R"({"message":"Missing Authentication Token"})");
  const std::vector<pid_t> processes = api.descendants();
  CHECK_FALSE(processes.empty());
  api.signal(SIGTERM);
  CHECK(api.wait() == 0);
  for (const pid_t process : processes) CHECK_FALSE(test::is_alive(process));
}

TEST_CASE("start-api: many clients at once are all answered, each with its own", "[start-api]") {
  if (!test::has_python()) return;
  const Application application;
  Serving api(application.folder, {"--warm-containers", "EAGER", "--no-watch"});
  CHECK_FALSE(api.descendants().empty());  // before the first request
  std::vector<std::thread> clients;
  std::vector<std::string> answers(24);
  for (std::size_t i = 0; i < answers.size(); ++i) {
    clients.emplace_back([&, i] { answers[i] = api.body_of("/all/" + std::to_string(i)); });
  }
  for (std::thread& client : clients) client.join();
  for (std::size_t i = 0; i < answers.size(); ++i)
    CHECK(answers[i].find("\"/all/" + std::to_string(i) + "\"") != std::string::npos);
}

TEST_CASE("start-api: requests under way are answered before it ends", "[start-api]") {
  if (!test::has_python()) return;
  const Application application;
  application.folder.write("src/app.py",
                           "import time\ndef handler(e, c):\n    print('begun', flush=True)\n    time.sleep(1)\n    return "
                           "{'statusCode': 200, 'body': 'done'}\n");
  Serving api(application.folder);
  std::string answer;
  std::thread client([&] { answer = api.body_of("/hello"); });
  const bool begun = api.wait_for("begun");
  api.signal(SIGINT);
  CHECK(api.wait() == 0);
  client.join();
  CHECK(begun);
  CHECK(answer == "done");
}

TEST_CASE("start-api: a second Ctrl-C ends it at once", "[start-api]") {
  if (!test::has_python()) return;
  const Application application;
  application.folder.write("src/app.py",
                           "import time\ndef handler(e, c):\n    print('begun', flush=True)\n    time.sleep(600)\n");
  application.folder.write("template.yaml", replace_all(kTemplate, "Handler:", "Timeout: 900\n      Handler:"));
  Serving api(application.folder);
  std::thread client([&] { fetch(api.port, "GET", "/all/x"); });
  const bool begun = api.wait_for("begun");
  const std::vector<pid_t> processes = api.descendants();
  api.signal(SIGINT);
  const bool stopping = api.wait_for("Stopping");
  api.signal(SIGINT);
  CHECK(api.wait() == 0);
  client.join();
  CHECK(begun);
  CHECK(stopping);
  CHECK_FALSE(processes.empty());
  for (const pid_t process : processes) CHECK(test::ends(process));  // without namespaces, a moment later
}

TEST_CASE("start-api: whatever kills it, no function survives", "[start-api]") {
  if (!test::has_python()) return;
  const Application application;
  Serving api(application.folder, {"--warm-containers", "EAGER"});
  const std::vector<pid_t> processes = api.descendants();
  REQUIRE_FALSE(processes.empty());
  api.signal(SIGKILL);
  CHECK(api.wait() == 128 + SIGKILL);
  for (const pid_t process : processes) CHECK(test::ends(process));
}

TEST_CASE("start-api: somebody who never reads standard error keeps nobody waiting", "[start-api]") {
  if (!test::has_python()) return;
  const Application application;
  Serving api(application.folder, {"--no-watch"});
  test::RawClient client(api.port);
  for (int i = 0; i < 2000; ++i) {
    client.send("GET /hello HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
    if (client.read_until("\"code\": \"one\"}").empty()) FAIL("no answer to request " << i);
  }
  const pid_t process = api.pid();
  api.signal(SIGTERM);
  CHECK(test::ends(process));
  CHECK(api.wait() == 0);
}

TEST_CASE("start-api: with --log-format json every line is an object, also those of a build", "[start-api]") {
  if (!test::has_python()) return;
  const Application application;
  StartedProgram build({CXSAM_BINARY, "build"}, application.folder.path());
  REQUIRE(build.wait() == 0);
  StartedProgram api({CXSAM_BINARY, "local", "start-api", "--port", "0", "--log-format", "json"}, application.folder.path());
  REQUIRE(api.wait_for("\"kind\":\"serving\",\"url\":\"http://127.0.0.1:"));
  REQUIRE(api.wait_for("\n"));
  const std::string_view mark = "\"url\":\"http://127.0.0.1:";
  const auto port = static_cast<std::uint16_t>(std::stoi(api.output().substr(api.output().rfind(mark) + mark.size())));
  fetch(port, "GET", "/hello");
  REQUIRE(api.wait_for("\"kind\":\"request\""));
  application.folder.write("src/app.py", replace_all(kHandler, "\"one\"", "\"two\""));
  REQUIRE(api.wait_for("\"kind\":\"reloaded\""));
  api.signal(SIGTERM);
  CHECK(api.wait() == 0);
  std::set<std::string> kinds;
  for (const std::string_view text : split(api.output(), '\n')) {
    if (text.empty()) continue;
    INFO(text);
    const auto line = parse_json(text);
    REQUIRE(line);
    kinds.insert((*line)["kind"].get<std::string>());
  }
  for (const char* kind :
       {"mounting", "serving", "start", "end", "report", "request", "changed", "build", "reloaded", "stopping"})
    CHECK(kinds.contains(kind));
}

TEST_CASE("start-api: files of a static folder are served where no route answers", "[start-api]") {
  const Application application;
  application.folder.write("public/page.html", "<p>page</p>");
  Serving api(application.folder);
  CHECK(api.body_of("/page.html") == "<p>page</p>");
}

TEST_CASE("start-api: a function that cannot start is named, is answered for at once, and is mounted when it can",
          "[start-api]") {
  const ScratchFolder folder;
  folder.write("template.yaml", R"(Transform: AWS::Serverless-2016-10-31
Resources:
  Hello:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src
      Handler: bootstrap
      Runtime: provided.al2023
      Timeout: 60
      Events:
        Get: {Type: Api, Properties: {Path: /hello, Method: get}}
  Nowhere:
    Type: AWS::Serverless::Function
    Properties: {CodeUri: nowhere, Handler: app.handler, Runtime: python3.12}
)");
  folder.write("src/README", "");
  Serving api(folder);
  CHECK(api.output().find("Warning: `Hello` cannot run, and requests for `GET /hello` get an error: ") != std::string::npos);
  CHECK(api.output().find("Warning: `Nowhere` cannot run: the code of `Nowhere` is missing") != std::string::npos);
  CHECK(api.output().find("Mounting") == std::string::npos);
  const auto begin = std::chrono::steady_clock::now();
  CHECK(fetch(api.port, "GET", "/hello").starts_with("HTTP/1.1 502 "));
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(10));
  folder.write("src/bootstrap", "#!/bin/sh\n", true);
  CHECK(api.wait_for("Mounting Hello at "));
}

TEST_CASE("start-api: two APIs with one route: which one answers, and where the other one does", "[start-api]") {
  if (!test::has_python()) return;
  const Application application;
  application.folder.write("template.yaml",
                           replace_all(kTemplate, "Path: \"/all/{proxy+}\", Method: any", "Path: /hello, Method: get"));
  const Serving api(application.folder);
  CHECK(api.output().find("`GET /hello` of `ServerlessHttpApi`: `ServerlessRestApi` answers") != std::string::npos);
  const std::string port = std::to_string(api.port);
  CHECK(api.output().find("Mounting Hello at http://serverlesshttpapi.localhost:" + port + "/hello [GET]\n") !=
        std::string::npos);
  CHECK(fetch(api.port, "GET", "/hello").find("x-amz-apigw-id") != std::string::npos);
  test::RawClient client(api.port);
  client.send("GET /hello HTTP/1.1\r\nHost: serverlesshttpapi.localhost:" + port + "\r\nConnection: close\r\n\r\n");
  CHECK(client.read_all().find("Apigw-Requestid") != std::string::npos);
}

TEST_CASE("start-api: what keeps it from starting is said in one line", "[start-api]") {
  const Application application;
  Serving api(application.folder);
  const std::string port = std::to_string(api.port);
  StartedProgram second({CXSAM_BINARY, "local", "start-api", "-p", port}, application.folder.path());
  CHECK(second.wait() == 1);
  CHECK(second.output().find("Error: Address already in use: 127.0.0.1:" + port + "\n") != std::string::npos);

  const ScratchFolder empty;
  StartedProgram nothing({CXSAM_BINARY, "local", "start-api"}, empty.path());
  CHECK(nothing.wait() == 1);
  CHECK(nothing.output().find("Error: Template file not found at ") != std::string::npos);

  empty.write("template.yaml", "Resources: {Bucket: {Type: AWS::S3::Bucket}}\n");
  StartedProgram bare({CXSAM_BINARY, "local", "start-api"}, empty.path());
  CHECK(bare.wait() == 1);
  CHECK(bare.output().find("Error: Template does not have any APIs connected to Lambda functions\n") != std::string::npos);
}
