// REST APIs whose integration streams (`responseTransferMode: STREAM`), with functions of Node.js.
#include <catch2/catch.hpp>
#include <iostream>

#include "tests/e2e/local_server.h"
#include "tests/support/raw_client.h"
#include "tests/support/scratch_folder.h"

using namespace cxsam;

namespace {

constexpr const char* kTemplate = R"(Resources:
  Fn:
    Type: AWS::Lambda::Function
    Properties: {Code: src, Handler: app.handler, Runtime: nodejs22.x, Timeout: 20, Role: arn:aws:iam::123456789012:role/r}
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Body:
        openapi: 3.0.1
        info: {title: a, version: "1"}
        paths:
          /{way}:
            get:
              x-amazon-apigateway-integration:
                type: aws_proxy
                httpMethod: POST
                responseTransferMode: STREAM
                uri: !Sub arn:aws:apigateway:${AWS::Region}:lambda:path/2021-11-15/functions/${Fn.Arn}/response-streaming-invocations
)";

/// It waits for a file, which the test writes when it has seen the first part.
constexpr const char* kHandler = R"(const fs = require("fs");
const path = require("path");
const appears = async (file) => { while (!fs.existsSync(file)) await new Promise((done) => setTimeout(done, 10)); };
exports.handler = awslambda.streamifyResponse(async (event, stream) => {
  const way = event.pathParameters.way;
  if (way === "raise") throw new Error("no");
  if (way === "bare") { stream.write("text"); return stream.end(); }
  const answer = awslambda.HttpResponseStream.from(stream, { statusCode: 201, headers: { "X-Own": "yes" } });
  answer.write("first;");
  if (way === "parts") await appears(path.join(process.env.LAMBDA_TASK_ROOT, "go"));
  if (way === "break") throw new Error("in the middle");
  answer.write("second");
  answer.end();
});
)";

}  // namespace

TEST_CASE("start-api: REST APIs pass on what a function streams, part by part", "[start-api][streaming]") {
  if (!system::find_program("node")) {
    std::cout << "skipped: node is not installed\n";
    return;
  }
  const test::ScratchFolder folder;
  folder.write("template.yaml", kTemplate);
  folder.write("src/app.js", kHandler);
  const test::LocalServer api("start-api", folder, {"--no-watch"});
  test::RawClient client(api.port);
  client.send("GET /parts HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");
  const std::string begin = client.read_until("first;");
  CHECK(begin.starts_with("HTTP/1.1 201 Created\r\n"));
  CHECK(begin.find("X-Own: yes\r\n") != std::string::npos);
  CHECK(begin.find("Transfer-Encoding: chunked\r\n") != std::string::npos);
  CHECK(begin.find("x-amzn-RequestId: ") != std::string::npos);
  CHECK(begin.find("second") == std::string::npos);
  folder.write("src/go", "");
  CHECK(client.read_all().ends_with("6\r\nsecond\r\n0\r\n\r\n"));

  CHECK(test::fetch(api.port, "GET", "/raise").starts_with("HTTP/1.1 502 "));
  CHECK(test::fetch(api.port, "GET", "/bare").starts_with("HTTP/1.1 502 "));
  const std::string broken = test::fetch(api.port, "GET", "/break");
  CHECK(broken.starts_with("HTTP/1.1 201 "));
  CHECK(broken.find("first;") != std::string::npos);
  CHECK_FALSE(broken.ends_with("0\r\n\r\n"));  // the client notices that it is not whole
  CHECK(test::fetch(api.port, "GET", "/whole").find("second") != std::string::npos);
}
