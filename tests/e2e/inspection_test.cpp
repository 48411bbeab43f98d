// `/_cxsam/` of start-api, as clients and a browser see it; `--explain-request`.
#include <catch2/catch.hpp>
#include <iostream>

#include "base/text.h"
#include "tests/e2e/local_server.h"
#include "tests/support/process.h"
#include "tests/support/raw_client.h"
#include "tests/support/scratch_folder.h"

using namespace cxsam;

namespace {

constexpr const char* kTemplate = R"(Transform: AWS::Serverless-2016-10-31
Resources:
  Hello:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src
      Handler: app.handler
      Runtime: python3.11
      Events:
        Get: {Type: Api, Properties: {Path: "/items/{id}", Method: get}}
        All: {Type: Api, Properties: {Path: "/{proxy+}", Method: any, Auth: {ApiKeyRequired: true}}}
)";

constexpr const char* kHandler = R"(def handler(event, context):
    return {"statusCode": 200, "body": "<b>" + event["pathParameters"]["id"] + "</b>"}
)";

struct Application {
  Application() {
    folder.write("template.yaml", kTemplate);
    folder.write("src/app.py", kHandler);
  }
  test::ScratchFolder folder;
};

}  // namespace

TEST_CASE("start-api: its page shows routes and requests, metrics count them", "[start-api][inspect]") {
  if (!test::has_python()) return;
  const Application application;
  test::LocalServer api("start-api", application.folder, {"--explain-request"});
  const std::string url = "http://127.0.0.1:" + std::to_string(api.port);
  CHECK(api.output().find("Mounting Hello at " + url + "/items/{id} [GET]\n") != std::string::npos);
  CHECK(api.output().find("/{proxy+} [DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT], guarded by API key\n") !=
        std::string::npos);
  CHECK(api.output().find("the last requests are shown at " + url + "/_cxsam/, counts at /_cxsam/metrics\n") !=
        std::string::npos);
  CHECK(test::fetch(api.port, "GET", "/items/7?q=<i>").starts_with("HTTP/1.1 200 "));
  CHECK(api.wait_for("ms  Lambda proxy, which answers\n"));
  CHECK(test::fetch(api.port, "GET", "/other").starts_with("HTTP/1.1 403 "));
  const std::string page = test::fetch(api.port, "GET", "/_cxsam/");
  CHECK(page.starts_with("HTTP/1.1 200 "));
  CHECK(page.find("GET /items/7?q=&lt;i&gt;") != std::string::npos);
  CHECK(page.find("&lt;b&gt;7&lt;/b&gt;") != std::string::npos);
  CHECK(page.find("&quot;httpMethod&quot;:&quot;GET&quot;") != std::string::npos);
  const std::string metrics = test::fetch(api.port, "GET", "/_cxsam/metrics");
  CHECK(metrics.find("route=\"/items/{id}\",status=\"200\"} 1\n") != std::string::npos);
  CHECK(metrics.find("route=\"/{proxy+}\",status=\"403\"} 1\n") != std::string::npos);
  test::RawClient stranger(api.port);
  stranger.send("GET /_cxsam/ HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");
  CHECK(stranger.read_all().starts_with("HTTP/1.1 403 "));
  CHECK(api.output().find("_cxsam/ HTTP") == std::string::npos);  // looking leaves no lines
}

TEST_CASE("start-api: as SAM CLI it has no page", "[start-api][inspect]") {
  if (!test::has_python()) return;
  const Application application;
  const test::LocalServer api("start-api", application.folder, {"--sam-compat"});
  CHECK(api.output().find("_cxsam") == std::string::npos);
  CHECK(api.output().find("guarded by") == std::string::npos);
  CHECK(api.output().find("API key") == std::string::npos);
  CHECK(test::fetch(api.port, "GET", "/_cxsam/metrics").find("cxsam_requests") == std::string::npos);
}

TEST_CASE("start-api: its page in a browser", "[start-api][inspect]") {
  if (!test::has_python()) return;
  const auto browser = system::find_program("chromium");
  if (!browser) {
    std::cout << "skipped: chromium is not installed\n";
    return;
  }
  const Application application;
  const test::LocalServer api("start-api", application.folder, {});
  CHECK(test::fetch(api.port, "GET", "/items/7?<script>document.title='taken'</script>").starts_with("HTTP/1.1 200 "));
  const test::ScratchFolder home;
  const std::string url = "http://127.0.0.1:" + std::to_string(api.port) + "/_cxsam/";
  const auto seen = test::run_process(
      {.command = {browser->string(), "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                   "--user-data-dir=" + home.path().string(), "--virtual-time-budget=5000", "--dump-dom", url},
       .folder = home.path(),
       .environment = {{"HOME", home.path().string()}, {"PATH", "/usr/bin:/bin"}}});
  INFO(seen.err);
  REQUIRE(seen.exit_code == 0);
  CHECK(seen.out.find("<title>cxsam local start-api</title>") != std::string::npos);
  CHECK(seen.out.find("requests with ...\" hidden") == std::string::npos);   // the script shows the filter
  CHECK(seen.out.find("\n  \"httpMethod\": \"GET\"") != std::string::npos);  // and JSON with indents
  CHECK(seen.out.find("&lt;script&gt;document.title='taken'&lt;/script&gt;") != std::string::npos);
  CHECK(seen.err.find("Content Security Policy") == std::string::npos);
}
