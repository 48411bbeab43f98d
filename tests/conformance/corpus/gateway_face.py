"""What a client of an API sees, and the event that its function gets: `cxsam local start-api`."""
import base64
import json
import re

from compare import Miss, each, expect, expect_body, expect_headers, expect_match
from program import Started, function, make_project, scripted

METHODS = {"X-AMAZON-APIGATEWAY-ANY-METHOD": "ANY"}


def logical_id(text):
    return "F" + "".join(c if c.isalnum() else f"{ord(c):02x}" for c in text)


def integration(route, name):
    uri = f"arn:aws:apigateway:${{AWS::Region}}:lambda:path/2015-03-31/functions/${{{name}.Arn}}/invocations"
    made = {"type": "aws_proxy", "httpMethod": "POST", "uri": {"Fn::Sub": uri}}
    if route.get("payload"):
        made["payloadFormatVersion"] = route["payload"]
    return {"x-amazon-apigateway-integration": made, "responses": {}}


def routes_of(given):
    return given.get("routes") or given.get("resources") or [{"path": "/r", "methods": ["POST", "GET"]}]


def resources_of(given):
    """`resources` of the aws-* groups and `routes` of the sam-* groups; every route calls a function of its own."""
    resources, paths, kind = {}, {}, "Api"
    for route in routes_of(given):
        name = logical_id(route.get("function") or route["path"])
        resources[name] = function("provided.al2023")
        kind = route.get("type") or "Api"
        for method in route["methods"]:
            method = METHODS.get(method, method)
            key = "x-amazon-apigateway-any-method" if method == "ANY" else method.lower()
            paths.setdefault(route["path"], {})[key] = integration(route, name)
    body = {"openapi": "3.0.1", "info": {"title": "api", "version": "1"}, "paths": paths}
    variables = given.get("stageVariables")
    if kind == "HttpApi":
        if "binaryMediaTypes" in given:
            body["x-amazon-apigateway-binary-media-types"] = given["binaryMediaTypes"]
        properties = {"Body": body}
        if given.get("cors"):
            properties["CorsConfiguration"] = cors_of(given["cors"])
        resources["Api"] = {"Type": "AWS::ApiGatewayV2::Api", "Properties": properties}
        stage = {"ApiId": {"Ref": "Api"}, "StageName": given.get("stage") or "$default", "AutoDeploy": True}
        resources["Stage"] = {"Type": "AWS::ApiGatewayV2::Stage", "Properties": stage | ({"StageVariables": variables} if variables else {})}
        return resources
    if given.get("cors"):
        resources["Api"] = rest_api_with_cors(body, given["cors"])
        return resources
    properties = {"Body": body} | ({"BinaryMediaTypes": given["binaryMediaTypes"]} if "binaryMediaTypes" in given else {})
    resources["Api"] = {"Type": "AWS::ApiGateway::RestApi", "Properties": properties}
    resources["Deployment"] = {"Type": "AWS::ApiGateway::Deployment", "Properties": {"RestApiId": {"Ref": "Api"}}}
    stage = {"RestApiId": {"Ref": "Api"}, "DeploymentId": {"Ref": "Deployment"}, "StageName": given.get("stage") or "stage"}
    resources["Stage"] = {"Type": "AWS::ApiGateway::Stage", "Properties": stage | ({"Variables": variables} if variables else {})}
    return resources


def rest_api_with_cors(body, given):
    """SAM makes the OPTIONS methods."""
    for path in body["paths"].values():
        path.pop("options", None)
    made = {"AllowOrigin": given["allow_origin"], "AllowMethods": given["allow_methods"]}
    for name, key in {"AllowHeaders": "allow_headers", "MaxAge": "max_age"}.items():
        if given.get(key):
            made[name] = given[key]
    cors = {name: f"'{value}'" for name, value in made.items()}
    if given.get("allow_credentials") == "true":
        cors["AllowCredentials"] = True
    return {"Type": "AWS::Serverless::Api", "Properties": {"StageName": "Prod", "DefinitionBody": body, "Cors": cors}}


def cors_of(given):
    def listed(key):
        return [part.strip() for part in given.get(key, "").split(",") if part.strip()]

    made = {"AllowOrigins": listed("allow_origin"), "AllowMethods": listed("allow_methods"), "AllowHeaders": listed("allow_headers")}
    if given.get("allow_credentials") == "true" and made["AllowOrigins"] != ["*"]:
        made["AllowCredentials"] = True
    if given.get("max_age"):
        made["MaxAge"] = int(given["max_age"])
    return {key: value for key, value in made.items() if value != []}


class Apis:
    """Servers by what they serve: cases that differ in the request or in the function's result share one."""

    def __init__(self, program, folder, options):
        self.program, self.folder, self.options, self.servers = program, folder, options, {}

    def of(self, given):
        key = json.dumps(resources_of(given))
        if key not in self.servers:
            project = self.folder / str(len(self.servers))
            make_project(project, json.loads(key), scripted({"answer_file": "answer"}))
            self.servers[key] = project, Started(self.program, project, "local", "start-api", *self.options)
        return self.servers[key]

    def exchange(self, given):
        """The answer, and the event of the function with its name; nothing where none was called."""
        project, server = self.of(given)
        result = given["function_stdout"] if "function_stdout" in given else json.dumps(given.get("function_result", {"statusCode": 200, "body": "ok"}))
        (project / "code/answer").write_text(result)
        wanted = given.get("request") or {}
        method = wanted.get("method", "GET" if "GET" in routes_of(given)[0]["methods"] or "request" in given else "POST")
        target = wanted.get("path", "/r")
        if "rawTarget" in wanted:
            target = wanted["rawTarget"].removeprefix("/" + given["stage"])
        body = base64.b64decode(wanted["body_base64"]) if "body_base64" in wanted else wanted.get("body", "").encode()
        answer = server.request(method, target, wanted.get("headers", []), body)
        lines = server.lines_until(r'^[\d.:]+ - - \[.*\] ".*" \d+ -$')
        events = [json.loads(line.removeprefix("HEARD event ")) for line in lines if line.startswith("HEARD event ")]
        return answer, events[-1] if events else None

    def stop(self):
        for _, server in self.servers.values():
            server.stop()


def compare_answer(expected, answer):
    expect(expected["status"], answer.status, "status")
    if "body_base64" in expected:
        expect(base64.b64decode(expected["body_base64"]), answer.body, "body")
    elif expected.get("body") is not None:
        expect_body(expected["body"], answer.body.decode("latin-1" if b"\x00" in answer.body else "utf-8", errors="replace"))
    expect_headers(expected.get("headers") or [], answer.headers)


def answers(apis, given, expected):
    compare_answer(expected, apis.exchange(given)[0])


def routing(apis, given, expected):
    answer, event = apis.exchange(given)
    if expected.get("resource", expected.get("routeKey")) is None:
        if event is not None:
            raise Miss("no route was recorded, a function was called")
        return compare_answer(expected, answer)
    if event is None:
        raise Miss(f"no function was called: {answer.status} {answer.body[:100]!r}")
    if "routeKey" in expected:
        expect(expected["routeKey"], event.get("routeKey", expected["routeKey"]), "routeKey")
    if expected.get("resource"):
        expect(expected["resource"], event.get("resource"), "resource")
    if expected.get("pathParameters"):
        expect(expected["pathParameters"], event.get("pathParameters"), "pathParameters")


def recorded_event(apis, given, expected):
    event = apis.exchange(given)[1]
    wanted = json.loads(json.dumps(expected["event"]).replace('"111111111111"', '"<account>"'))
    expect_match(wanted, event, "event")


def binary_request(apis, given, expected):
    answer, event = apis.exchange(given)
    if expected.get("event"):
        expect_match(expected["event"], event, "event")
    else:
        expect(expected["status"], answer.status, "status")


def sam_event(apis, given, expected):
    """The recorded server had a port of its own."""
    answer, event = apis.exchange(given)
    if expected.get("event") is None:
        return expect(expected["status"], answer.status, "status")
    port = str(apis.of(given)[1].port)
    wanted = json.dumps(expected["event"]).replace("127.0.0.1:3000", "127.0.0.1:" + port).replace('"3000"', f'"{port}"')
    expect_match(json.loads(wanted), event, "event")


def cors(apis, given, expected):
    answer, event = apis.exchange(given)
    expect(expected["function_called"], event is not None, "whether the function was called")
    compare_answer(expected, answer)


def trace_id(apis, given, expected):
    header = given["x-amzn-trace-id"]
    headers = [] if header is None else [["X-Amzn-Trace-Id", header]]
    answer = apis.exchange({"request": {"path": "/r", "headers": headers}})[0]
    got = next((value for name, value in answer.headers if name.lower() == "x-amzn-trace-id"), "")
    if "trace" in expected:
        expect(expected["trace"], got, "trace id")
    elif not re.search(expected["trace_regex"], got):
        raise Miss(f"a trace id like {expected['trace_regex']} was recorded, {got} came")


def served(play, *options):
    def group(program, folder, cases):
        apis = Apis(program, folder, options)
        try:
            return each(cases, lambda given, expected: play(apis, given, expected))
        finally:
            apis.stop()

    return group


GROUPS = {
    name: served(play, *(["--sam-compat"] if name.startswith("sam-") else []))
    for play, names in {
        routing: "aws-routing sam-routing",
        recorded_event: "aws-v1-event",
        answers: "aws-v1-response aws-v1-binary-response sam-response-rest-v1 sam-response-http-v1 sam-response-http-v2 sam-binary-response",
        sam_event: "sam-event-rest-v1 sam-event-http-v1 sam-event-http-v2",
        binary_request: "sam-binary-request",
        cors: "sam-cors",
        trace_id: "aws-trace-id",
    }.items()
    for name in names.split()
}
