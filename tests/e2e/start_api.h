// `cxsam local start-api` before a function with a REST and an HTTP API.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/e2e/local_server.h"
#include "tests/support/raw_client.h"
#include "tests/support/scratch_folder.h"

namespace cxsam::test::start_api {

inline constexpr const char* kTemplate = R"(Transform: AWS::Serverless-2016-10-31
Resources:
  Hello:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src
      Handler: app.handler
      Runtime: python3.11
      Environment: {Variables: {GREETING: hello}}
      Events:
        Get: {Type: Api, Properties: {Path: /hello, Method: get}}
        All: {Type: HttpApi, Properties: {Path: "/all/{proxy+}", Method: any}}
)";

inline constexpr const char* kHandler = R"(import json, os
def handler(event, context):
    path = event.get("rawPath") or event["path"]
    return {"statusCode": 200, "body": json.dumps({"path": path, "greeting": os.environ["GREETING"], "code": "one"})}
)";

struct Application {
  Application() {
    folder.write("template.yaml", kTemplate);
    folder.write("src/app.py", kHandler);
  }
  ScratchFolder folder;
};

struct Serving : LocalServer {
  explicit Serving(const ScratchFolder& folder, std::vector<std::string> options = {})
      : LocalServer("start-api", folder, std::move(options)) {}

  [[nodiscard]] std::string body_of(std::string_view target) const {
    const std::string answer = fetch(port, "GET", target);
    return answer.substr(answer.find("\r\n\r\n") + 4);
  }
};

}  // namespace cxsam::test::start_api
