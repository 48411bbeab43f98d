"""start-api with each stage of its pipeline, with many connections, with other languages, and beside other local gateways."""
import base64
import http.server
import json
import os
import pathlib
import shutil
import socketserver
import subprocess
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
CLIENTS = HERE.parents[1] / "build" / "clients"  # what the end-to-end tests have built
ISSUER = "https://issuer.example"

PROXY = """x-amazon-apigateway-integration: {type: aws_proxy, httpMethod: POST, uri: !Sub "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${Hello.Arn}/invocations"}"""
TEMPLATE = """Resources:
  Hello: {Type: AWS::Lambda::Function, Properties: {Runtime: nodejs20.x, Handler: app.handler, Role: r, Code: src}}
  Rest:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Body:
        x-amazon-apigateway-request-validators: {all: {validateRequestBody: true, validateRequestParameters: true}}
        definitions: {Order: {type: object, required: [id], properties: {id: {type: integer}}}}
        securityDefinitions: {key: {type: apiKey, name: x-api-key, in: header}}
        paths:
          /plain: {get: {PROXY}}
          /cached: {get: {PROXY}}
          /keyed: {get: {security: [{key: []}], PROXY}}
          /validated:
            post:
              x-amazon-apigateway-request-validator: all
              parameters: [{name: name, in: query, required: true}, {name: order, in: body, schema: {$ref: "#/definitions/Order"}}]
              PROXY
          /mapped:
            get:
              x-amazon-apigateway-integration:
                type: aws
                httpMethod: POST
                uri: !Sub "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${Hello.Arn}/invocations"
                requestTemplates:
                  application/json: '{"queryStringParameters": {#foreach($name in $input.params().querystring.keySet())"$name": "$util.escapeJavaScript($input.params($name))"#if($foreach.hasNext),#end#end}}'
                responses: {default: {statusCode: "200", responseTemplates: {application/json: "$input.path('$.body')"}}}
  Stage:
    Type: AWS::ApiGateway::Stage
    Properties:
      RestApiId: !Ref Rest
      StageName: live
      CacheClusterEnabled: true
      MethodSettings: [{HttpMethod: GET, ResourcePath: /~1cached, CachingEnabled: true, CacheTtlInSeconds: 3600}]
  Key: {Type: AWS::ApiGateway::ApiKey, Properties: {Enabled: true, Value: benchbenchbenchbenchbench}}
  Plan: {Type: AWS::ApiGateway::UsagePlan, Properties: {ApiStages: [{ApiId: !Ref Rest, Stage: !Ref Stage}]}}
  PlanKey: {Type: AWS::ApiGateway::UsagePlanKey, Properties: {KeyId: !Ref Key, KeyType: API_KEY, UsagePlanId: !Ref Plan}}
  Http:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      Body:
        components:
          securitySchemes:
            mine:
              type: oauth2
              x-amazon-apigateway-authorizer: {type: jwt, identitySource: $request.header.Authorization, jwtConfiguration: {issuer: ISSUER, audience: [bench]}}
        paths:
          /http: {get: {x-amazon-apigateway-integration: {type: aws_proxy, payloadFormatVersion: "2.0", uri: !GetAtt Hello.Arn}}}
          /jwt: {get: {security: [{mine: []}], x-amazon-apigateway-integration: {type: aws_proxy, payloadFormatVersion: "2.0", uri: !GetAtt Hello.Arn}}}
"""

GO_AND_RUST = """Transform: AWS::Serverless-2016-10-31
Resources:
  Hello:
    Type: AWS::Serverless::Function
    Properties: {CodeUri: src, Handler: bootstrap, Runtime: provided.al2023, Events: {Get: {Type: HttpApi, Properties: {Path: /hello, Method: get}}}}
"""

SERVERLESS = """service: bench
provider: {name: aws, runtime: nodejs20.x}
plugins: [serverless-offline]
functions: {hello: {handler: src/app.handler, events: [{httpApi: {path: /hello, method: get}}]}}
"""

PREFLIGHT = """Transform: AWS::Serverless-2016-10-31
Resources:
  Api: {Type: AWS::Serverless::Api, Properties: {StageName: live, Cors: "'*'"}}
  Hello:
    Type: AWS::Serverless::Function
    Properties: {CodeUri: src, Handler: app.handler, Runtime: nodejs20.x, Events: {Get: {Type: Api, Properties: {RestApiId: !Ref Api, Path: /hello, Method: get}}}}
"""


def encoded(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def token(folder):
    """A token for the route `/jwt`; the key set to check it goes to `keys.json`."""
    key = folder / "key.pem"
    subprocess.run(["openssl", "genrsa", "-out", str(key), "2048"], check=True, capture_output=True)
    said = subprocess.run(["openssl", "rsa", "-in", str(key), "-noout", "-modulus"], check=True, capture_output=True, text=True).stdout
    modulus = bytes.fromhex(said.strip().partition("=")[2])
    keys = {"keys": [{"kty": "RSA", "kid": "1", "use": "sig", "alg": "RS256", "n": encoded(modulus), "e": "AQAB"}]}
    (folder / "keys.json").write_text(json.dumps(keys))
    now = int(time.time())
    claims = {"iss": ISSUER, "aud": "bench", "sub": "me", "iat": now, "exp": now + 36000}
    signed = ".".join(encoded(json.dumps(part).encode()) for part in ({"alg": "RS256", "kid": "1"}, claims))
    signature = subprocess.run(["openssl", "dgst", "-sha256", "-sign", str(key)], input=signed.encode(), check=True, capture_output=True).stdout
    return f"{signed}.{encoded(signature)}"


def write_app(bench, name, template):
    folder = bench.folder / name
    shutil.copytree(HERE / "app" / "node" / "src", folder / "src")
    (folder / "template.yaml").write_text(template)
    return folder


def stages(bench, server, row):
    folder = write_app(bench, "stages", TEMPLATE.replace("PROXY", PROXY).replace("ISSUER", ISSUER))
    bearer = f"Authorization: Bearer {token(folder)}" if shutil.which("openssl") else ""
    kinds = [("REST API, plain", "/plain", {}), ("REST API, API key", "/keyed", {"headers": ["X-API-Key: benchbenchbenchbenchbench"]}),
             ("REST API, validator and model", "/validated", {"headers": ["Content-Type: application/json"], "method": "POST", "body": '{"id": 1}'}),
             ("REST API, mapping templates", "/mapped", {}), ("REST API, hit of the cache", "/cached", {}),
             ("HTTP API, plain", "/http", {})]
    kinds += [("HTTP API, JWT", "/jwt", {"headers": [bearer]})] if bearer else []
    with server([bench.cxsam, "local", "start-api", "--port", "0", "--issuer", f"{ISSUER}=keys.json"], folder, "Press CTRL+C") as running:
        row(running, "warming up", "/plain", 2, quiet=True)
        for name, path, asked in kinds:
            for connections in (1, 32):
                row(running, f"{name}, {connections} connections", path, connections, **asked)
        row(running, "REST API, plain, 256 connections", "/plain", 256)
        row(running, "REST API, hit of the cache, 256 connections", "/cached", 256)


def languages(bench, server, row):
    for language, program in (("go", CLIENTS / "go/bootstrap"), ("rust", CLIENTS / "rust/target/release/bootstrap")):
        if not program.exists():
            print(f"skipped: no {program}; the end-to-end tests build it")
            continue
        folder = bench.folder / f"gateway-{language}"
        (folder / "src").mkdir(parents=True)
        (folder / "template.yaml").write_text(GO_AND_RUST)
        shutil.copy(program, folder / "src/bootstrap")
        with server([bench.cxsam, "local", "start-api", "--port", "0"], folder, "Press CTRL+C") as running:
            body = subprocess.run(["curl", "-s", f"{running.address}/hello"], capture_output=True, text=True).stdout
            for connections in (1, 8, 32):
                row(running, f"start-api {language}, {connections} connections", "/hello", connections, starts=body[:8])


class NoDocker(http.server.BaseHTTPRequestHandler):
    """As much of Docker as SAM CLI asks for before it serves; no function can run."""

    protocol_version = "HTTP/1.1"

    def answer(self):
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        known = {"Version": "24.0", "ApiVersion": "1.43", "MinAPIVersion": "1.24", "Os": "linux", "Arch": "amd64", "OSType": "linux"}
        body = b"OK" if self.path.endswith("/_ping") else json.dumps(known).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Api-Version", "1.43")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_HEAD = do_POST = answer

    def log_message(self, *_):
        pass

    def address_string(self):
        return ""


class UnixServer(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
    daemon_threads = True


def fronts(bench, server, row):
    """Preflights, which no function answers: the front alone."""
    folder = write_app(bench, "preflight", PREFLIGHT)
    asked = {"method": "OPTIONS", "expect": ""}
    with server([bench.cxsam, "local", "start-api", "--port", "0", "--sam-compat"], folder, "Press CTRL+C") as running:
        row(running, "preflight, start-api as SAM CLI, 8 connections", "/hello", 8, **asked)
    if not bench.peers["sam"]:
        print("skipped: no sam")
        return
    path = str(bench.folder / "docker.sock")
    docker = UnixServer(path, NoDocker)
    threading.Thread(target=docker.serve_forever, daemon=True).start()
    os.environ["DOCKER_HOST"] = f"unix://{path}"
    words = [bench.peers["sam"], "local", "start-api", "--port", "0", "--region", "us-east-1"]
    try:
        with server(words, folder, "Press CTRL+C") as running:
            row(running, "preflight, sam local start-api, 8 connections", "/hello", 8, **asked)
    finally:
        del os.environ["DOCKER_HOST"]
        docker.shutdown()


def serverless(bench, server, row):
    program = shutil.which("serverless")
    if not program:
        print("skipped: no serverless with serverless-offline")
        return
    folder = write_app(bench, "serverless", "")
    (folder / "serverless.yml").write_text(SERVERLESS)
    with server([program, "offline", "--httpPort", "3999", "--noPrependStageInUrl"], folder, "Server ready") as running:
        running.address = "http://localhost:3999"
        for connections in (1, 8, 32):
            row(running, f"serverless-offline, {connections} connections", "/hello", connections)


def gateway(bench, server, load, cpu_of, descendants):
    def row(running, name, path, connections, quiet=False, **asked):
        pid = running.process.pid
        own, functions = cpu_of(pid), sum(map(cpu_of, descendants(pid)))
        rate, p50, requests = load(f"{running.address}{path}?name=a", connections, 1 if quiet else bench.seconds, running.log.name, **asked)
        own = (cpu_of(pid) - own) / requests * 1e6
        functions = (sum(map(cpu_of, descendants(pid))) - functions) / requests * 1e6
        if not quiet:
            bench.row(name, rate, "req/s", f"p50 {p50} us, CPU {own:.0f} + {functions:.0f} us/req")

    stages(bench, server, row)
    languages(bench, server, row)
    fronts(bench, server, row)
    serverless(bench, server, row)
