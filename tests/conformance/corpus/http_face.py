"""What servers behind an API get, and what clients see of their answers: HTTP integrations of REST APIs."""
import base64
import http.server
import json
import threading
import urllib.parse

import stages_face
from compare import Miss, each, expect, expect_headers
from program import Started, make_project


class Backend:
    """A server that keeps the last request and answers what it was told, or its body. It is a proxy as well, for which the target is a URL."""

    def __init__(self):
        backend = self
        self.answer, self.seen = (200, [], b""), None

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                backend.seen = {"target": self.path, "headers": list(self.headers.items()), "body": body}
                status, headers, answer = backend.answer
                answer = body if answer is None else answer
                self.send_response_only(status)
                for name, value in headers:
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            do_GET = do_PUT = do_DELETE = do_POST

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"

    def stop(self):
        self.server.shutdown()
        self.server.server_close()


def rest_api(paths, binary=None, variables=None, key=None):
    """An API with one stage. `key`: that of a usage plan."""
    body = {"openapi": "3.0.1", "info": {"title": "api", "version": "1"}, "paths": paths}
    if key:
        body["components"] = {"securitySchemes": {"api_key": {"type": "apiKey", "name": "x-api-key", "in": "header"}}}
    stage = {"RestApiId": {"Ref": "Api"}, "DeploymentId": {"Ref": "Deployment"}, "StageName": "test"}
    resources = {
        "Api": {"Type": "AWS::ApiGateway::RestApi", "Properties": {"Body": body} | ({"BinaryMediaTypes": binary} if binary else {})},
        "Deployment": {"Type": "AWS::ApiGateway::Deployment", "Properties": {"RestApiId": {"Ref": "Api"}}},
        "Stage": {"Type": "AWS::ApiGateway::Stage", "Properties": stage | ({"Variables": variables} if variables else {})},
    }
    if key:
        stages = [{"ApiId": {"Ref": "Api"}, "Stage": {"Ref": "Stage"}}]
        plan_key = {"KeyId": {"Ref": "Key"}, "KeyType": "API_KEY", "UsagePlanId": {"Ref": "Plan"}}
        resources["Key"] = {"Type": "AWS::ApiGateway::ApiKey", "Properties": {"Enabled": True, "Value": key}}
        resources["Plan"] = {"Type": "AWS::ApiGateway::UsagePlan", "Properties": {"ApiStages": stages}}
        resources["PlanKey"] = {"Type": "AWS::ApiGateway::UsagePlanKey", "Properties": plan_key}
    return resources


def integration(kind, uri, **members):
    return {"type": kind, "httpMethod": "POST", "uri": uri, "responses": {"default": {"statusCode": "200"}}, **members}


def route(path, made, keyed=False):
    security = {"security": [{"api_key": []}]} if keyed else {}
    return {path: {"post": {"x-amazon-apigateway-integration": made, "responses": {}, **security}}}


class Played:
    """One case: an API with one route before a backend."""

    def __init__(self, program, folder, backend):
        self.program, self.folder, self.backend, self.count = program, folder, backend, 0

    def send(self, resources, target="/c", headers=(), body=b"", environment=None):
        self.backend.seen = None
        self.count += 1
        project = self.folder / str(self.count)
        make_project(project, resources)
        with Started(self.program, project, "local", "start-api", environment=environment) as server:
            return server.request("POST", target, headers, body)

    def request_seen(self):
        if self.backend.seen is None:
            raise Miss("no request came to the backend")
        return self.backend.seen


def group(play):
    def run(program, folder, cases):
        backend = Backend()
        played = Played(program, folder, backend)
        try:
            return each(cases, lambda given, expected: play(played, given, expected))
        finally:
            backend.stop()

    return run


def status(played, given, expected):
    answered = json.dumps({"message": "", "status_code": given["backend_status"]}).encode()
    played.backend.answer = (given["backend_status"], [("Content-Type", "application/json")], answered)
    responses = {response.get("selectionPattern") or "default": {"statusCode": code} for code, response in given["integrationResponses"].items()}
    made = integration(given["integration"].lower(), played.backend.url + "/status", responses=responses)
    answer = played.send(rest_api(route("/c", made)))
    expect(expected["status"], answer.status, "status")
    expect(expected["json"], json.loads(answer.body), "body")


def uri(played, given, expected):
    """Hosts that there are not are asked through a proxy, and without TLS, which would hide the path."""
    plain = given["uri"].replace("https://", "http://")
    mapped = {f"integration.request.path.{name}": f"'{value}'" for name, value in (given["integrationPathParameters"] or {}).items()}
    played.backend.answer = (200, [], b"")
    resources = rest_api(route("/c", integration("http", plain, requestParameters=mapped)), variables=given["stageVariables"])
    played.send(resources, environment={"http_proxy": played.backend.url})
    expect(expected["uri"].replace("https://", "http://"), played.request_seen()["target"], "URI")


def compare_named(wanted, got, mappings, what):
    """`got`: pairs. Values of `$context` are this API's own; names that were mapped and not recorded are not there."""
    for target, source in mappings.items():
        place, _, name = target.partition(".")
        if place != what:
            continue
        values = [value for key, value in got if key.lower() == name.lower()]
        if name not in wanted:
            expect([], values, f"{what} {name}")
        elif not values:
            raise Miss(f"{what} {name}: {wanted[name]} was recorded, nothing came")
        elif not source.startswith("context.") or source == "context.identity.apiKey":
            expect(wanted[name], values[0], f"{what} {name}")


def param_mapping(played, given, expected):
    if "responseParameters" in given:
        return response_mapping(played, given, expected)
    request, mapped = given["request"], given["requestParameters"]
    mappings = {target.removeprefix("integration.request."): source for target, source in mapped.items()}
    in_path = [target.partition(".")[2] for target in mappings if target.startswith("path.")]
    made = integration("http", played.backend.url + "/x" + "".join(f"/{name}={{{name}}}" for name in in_path), requestParameters=mapped)
    parameters = request.get("pathParameters", {})
    key = given["context"]["identity"]["apiKey"] if "context.identity.apiKey" in mapped.values() else None
    resources = rest_api(route("/c" + "".join(f"/{{{name}}}" for name in parameters), made, key), variables=given.get("stageVariables"), key=key)
    target = "/c" + "".join("/" + urllib.parse.quote(value) for value in parameters.values())
    target += "?" + request["query"] if request.get("query") else ""
    headers = request.get("headers", []) + ([["x-api-key", key]] if key else [])
    played.backend.answer = (200, [], b"")
    answer = played.send(resources, target, headers, request.get("body", "").encode())
    if "status" in expected:
        expect(expected["status"], answer.status, "status")
        return expect(expected["message"], json.loads(answer.body)["message"], "message")
    seen = played.request_seen()
    path, _, query = seen["target"].partition("?")
    compare_named(expected["header"], seen["headers"], mappings, "header")
    compare_named(expected["querystring"], urllib.parse.parse_qsl(query, keep_blank_values=True), mappings, "querystring")
    found = [part.split("=", 1) for part in path.split("/") if "=" in part]
    found = [(name, urllib.parse.unquote(value)) for name, value in found if value != f"{{{name}}}"]
    compare_named(expected["path"], found, mappings, "path")


def response_mapping(played, given, expected):
    answered = given["integrationResponse"]
    played.backend.answer = (200, answered.get("headers", []), answered.get("body", "").encode())
    mapped = given["responseParameters"]
    key = given["context"]["identity"]["apiKey"] if "context.identity.apiKey" in mapped.values() else None
    responses = {"default": {"statusCode": "200", "responseParameters": mapped}}
    made = integration("http", played.backend.url, responses=responses)
    resources = rest_api(route("/c", made, key), variables=given.get("stageVariables"), key=key)
    answer = played.send(resources, headers=[["x-api-key", key]] if key else [])
    if "status" in expected:
        expect(expected["status"], answer.status, "status")
        return expect(expected["message"], json.loads(answer.body)["message"], "message")
    mappings = {target.removeprefix("method.response."): source for target, source in mapped.items()}
    compare_named(expected["header"], answer.headers, mappings, "header")


def content_handling(played, given, expected):
    body = base64.b64decode(given["body_base64"])
    handling = {"contentHandling": given["contentHandling"]} if given["contentHandling"] else {}
    headers = [["Content-Type", given["contentType"]]] if given["contentType"] else []
    if given["direction"] == "request":
        played.backend.answer = (200, [], b"")
        answer = played.send(rest_api(route("/c", integration("http", played.backend.url, **handling)), given["binaryMediaTypes"]), "/c", headers, body)
    else:
        played.backend.answer = (200, headers, body)
        made = integration("http", played.backend.url, responses={"default": {"statusCode": "200", **handling}})
        accept = [["Accept", given["accept"]]] if given.get("accept") else []
        answer = played.send(rest_api(route("/c", made), given["binaryMediaTypes"]), "/c", accept, b"{}")
    if "error" in expected:
        return expect(expected["error"], answer.status, "status")
    expect(200, answer.status, "status")
    got = answer.body if given["direction"] == "response" else played.request_seen()["body"]
    expect(expected["body_base64"], base64.b64encode(got).decode(), "body")


def known(values):
    """Without those that hang on the day and the place of a recording."""
    return {name: value for name, value in values.items() if "<" not in value}


def headers(played, given, expected):
    """The template shows each header that the client sent, and the server answers with what it got."""
    wanted, answered = expected["integration_request_headers"], expected["response_headers"]
    shown = expected["body"] or {}
    full = given["mode"] == "full-integration"
    mapped = {name: value for name, value in known(wanted).items() if name not in ("Content-Length", "Host")} if full else {}
    chosen = [value.removeprefix("response_param_") for value in answered.values() if value.startswith("response_param_")]
    template = json.dumps({name: f"$input.params('{name}')" for name in shown})
    made = integration(
        given["integration"].lower(),
        played.backend.url,
        requestParameters={f"integration.request.header.{name}": f"'{value}'" for name, value in mapped.items()},
        responses={"default": {"statusCode": "200", "responseParameters": {f"method.response.header.{name}": f"'response_param_{name}'" for name in chosen}}},
        **({"requestTemplates": {"application/json": template}} if shown else {}),
    )
    kept = {name.removeprefix("x-amzn-Remapped-"): value for name, value in known(answered).items() if name.startswith("x-amzn-Remapped-")}
    own = {name: value for name, value in known(answered).items() if name.startswith("Access-Control-")} | {"Content-Type": "application/json"}
    length = None if shown or given["integration"] == "HTTP" else int(kept.pop("Content-Length", 0))
    played.backend.answer = (200, list((own | ({} if chosen else kept)).items()), None if length is None else b"{}".ljust(length))
    told = shown if shown or full or given["integration"] == "HTTP" else wanted
    sent = [[name, value] for name, value in known(told).items() if value and name != "Content-Length"]
    sent += [["Max-Forwards", "9"], ["Server", "a"], ["TE", "trailers"], ["WWW-Authenticate", "Basic"], ["Proxy-Authenticate", "Basic"]]
    answer = played.send(rest_api(route("/c", made)), headers=sent)
    expect(200, answer.status, "status")
    expect_headers({name: value for name, value in answered.items() if name not in ("Connection", "Content-Length", "Date", "Via") and "Remapped-Date" not in name}, answer.headers)
    for name, value in known(shown).items():
        expect(value, json.loads(answer.body)[name], f"header {name} in the template")
    got = {name.lower(): value for name, value in played.request_seen()["headers"]}
    for name, value in wanted.items():
        if name.lower() not in got and name not in ("Date", "Via"):
            raise Miss(f"the server does not get the header {name}")
        if name in known(wanted) and name != "Content-Length":
            expect(value, got[name.lower()], f"header {name}")
    lost = [name for name in stages_face.KEPT if name.lower() in got and name.lower() not in {each.lower() for each in wanted}]
    if lost:
        raise Miss(f"the server gets {lost}")


def header_remap(program, folder, cases):
    behind = [case for case in cases if case["input"]["integration"].startswith("HTTP") and case["input"]["requestParameter"] is None]
    others = [case for case in cases if case not in behind]
    return stages_face.header_remap(program, folder, others) | group(headers)(program, folder, behind)


GROUPS = {
    "aws-header-remap": header_remap,
    "aws-http-integration": group(status),
    "aws-uri-interpolation": group(uri),
    "aws-param-mapping": group(param_mapping),
    "aws-content-handling": group(content_handling),
}
