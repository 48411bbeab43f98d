// A stage's `ClientCertificateId`: servers that want a certificate of their clients.
#include <catch2/catch.hpp>

#include "base/text.h"
#include "tests/e2e/local_server.h"
#include "tests/support/raw_client.h"
#include "tests/support/scratch_folder.h"

using namespace cxsam;

namespace {

constexpr const char* kTemplate = R"(Resources:
  Certificate: {Type: AWS::ApiGateway::ClientCertificate, Properties: {Description: mine}}
  With:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Body:
        paths:
          /with: {get: {x-amazon-apigateway-integration: {type: http_proxy, httpMethod: GET, uri: "https://127.0.0.1:PORT/"}}}
  Without:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Body:
        paths:
          /without: {get: {x-amazon-apigateway-integration: {type: http_proxy, httpMethod: GET, uri: "https://127.0.0.1:PORT/"}}}
  Stage: {Type: AWS::ApiGateway::Stage, Properties: {RestApiId: !Ref With, StageName: live, ClientCertificateId: !Ref Certificate}}
)";

/// It takes the certificate for its own as well, when it is there.
constexpr const char* kServer = R"(import http.server, os, ssl, sys, time
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        body = str(self.connection.getpeercert()["subject"]).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
print("port", server.server_address[1], flush=True)
certificate, key = sys.argv[1] + ".pem", sys.argv[1] + ".key"
while not os.path.exists(certificate):
    time.sleep(0.01)
context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH, cafile=certificate)
context.load_cert_chain(certificate, key)
context.verify_mode = ssl.CERT_REQUIRED
server.socket = context.wrap_socket(server.socket, server_side=True)
server.serve_forever()
)";

}  // namespace

TEST_CASE("integrations: servers are shown the stage's client certificate", "[e2e][integrations]") {
  if (!test::has_python()) return;
  const test::ScratchFolder folder;
  folder.write("server.py", kServer);
  const std::string pair = (folder.path() / "cxsam/client-certificates/certificate-Certificate").string();
  test::StartedProgram server({system::find_program("python3")->string(), "server.py", pair}, folder.path());
  REQUIRE(server.wait_for("\n"));
  folder.write("template.yaml", replace_all(kTemplate, "PORT", server.output().substr(5, server.output().find('\n') - 5)));
  test::StartedProgram api({"/usr/bin/env", "XDG_CACHE_HOME=" + folder.path().string(), "AWS_CA_BUNDLE=" + pair + ".pem",
                            CXSAM_BINARY, "local", "start-api", "--port", "0"},
                           folder.path());
  REQUIRE(api.wait_for("Press CTRL+C to quit"));
  INFO(api.output());
  CHECK(api.output().find("servers are shown `" + pair + ".pem` as client certificate `Certificate`: have them trust it") !=
        std::string::npos);
  const std::string mark = " * Running on http://127.0.0.1:";
  const auto port = static_cast<std::uint16_t>(std::stoi(api.output().substr(api.output().find(mark) + mark.size())));
  const std::string with = test::fetch(port, "GET", "/with");
  CHECK(with.starts_with("HTTP/1.1 200 "));
  CHECK(with.find("localhost (cxsam)") != std::string::npos);
  // The server's refusal may be lost with the connection that it closes.
  const std::string without = test::fetch(port, "GET", "/without");
  CHECK((without.starts_with("HTTP/1.1 500 ") || without.starts_with("HTTP/1.1 504 ")));
}
