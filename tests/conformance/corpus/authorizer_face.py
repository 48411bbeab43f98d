"""What Lambda authorizers are asked, and what becomes of their answers: `cxsam local start-api --sam-compat`."""
import json

from compare import Miss, each, expect, expect_body, expect_match
from gateway_face import integration
from program import Started, function, make_project, scripted, understands, write

# What differs from one server, or one request, to the next.
VARYING = ["identity", "requestTimeEpoch", "timeEpoch", "requestTime", "time", "requestId", "domainName"]

URI = "arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${auth.Arn}/invocations"


def scheme(given, http):
    extension = {"type": given["type"], "authorizerUri": {"Fn::Sub": URI}, "authorizerResultTtlInSeconds": 0}
    extension["identitySource"] = ", ".join(given["identity_sources"])
    if given.get("validation"):
        extension["identityValidationExpression"] = given["validation"]
    if http:
        extension["authorizerPayloadFormatVersion"] = given["payload"]
        extension["enableSimpleResponses"] = given.get("simple", False)
    header = given["identity_sources"][0].rpartition(".")[2] if given["type"] == "token" else "Unused"
    return {"type": "apiKey", "name": header, "in": "header", "x-amazon-apigateway-authtype": "custom", "x-amazon-apigateway-authorizer": extension}


def resources_of(given):
    route = given["routes"][0]
    http = route["type"] == "HttpApi"
    operation = integration(route, "fn") | {"security": [{"Guard": []}]}
    body = {"openapi": "3.0.1", "info": {"title": "api", "version": "1"}}
    body["paths"] = {route["path"]: {method.lower(): operation for method in route["methods"]}}
    body["components"] = {"securitySchemes": {"Guard": scheme(route["authorizer"], http)}}
    resources = {"fn": function("provided.al2023"), "auth": function("provided.al2023", code="auth")}
    kind = "AWS::ApiGatewayV2::Api" if http else "AWS::ApiGateway::RestApi"
    resources["Api"] = {"Type": kind, "Properties": {"Body": body}}
    if http:
        resources["Stage"] = {"Type": "AWS::ApiGatewayV2::Stage", "Properties": {"ApiId": {"Ref": "Api"}, "StageName": "$default"}}
    else:
        stage = {"RestApiId": {"Ref": "Api"}, "DeploymentId": "d", "StageName": "Prod"}
        resources["Stage"] = {"Type": "AWS::ApiGateway::Stage", "Properties": stage}
    return resources


def comparable(event):
    """What varies is left out; so is the name that an ARN has for the API."""
    for name in VARYING:
        event.get("requestContext", {}).pop(name, None)
    for name in ["headers", "multiValueHeaders"]:
        event.pop(name, None)
    return event


def play(program, folder, given, expected):
    make_project(folder, resources_of(given), scripted({"answer_file": "answer"}))
    write(folder / "auth", scripted({"answer_file": "answer"}))
    (folder / "code/answer").write_text(json.dumps({"statusCode": 200, "body": "ok"}))
    answer = given["authorizer_stdout"] if "authorizer_stdout" in given else json.dumps(given["authorizer_result"])
    (folder / "auth/answer").write_text(answer)
    with Started(program, folder, "local", "start-api", "--sam-compat") as server:
        wanted = given["request"]
        got = server.request("GET", wanted["path"], wanted.get("headers", []))
        lines = server.lines_until(r'^[\d.:]+ - - \[.*\] ".*" \d+ -$')
    events = [json.loads(line.removeprefix("HEARD event ")) for line in lines if line.startswith("HEARD event ")]
    asked = [event for event in events if "type" in event]
    called = ["auth"] * bool(asked) + ["fn"] * (len(events) > len(asked))
    expect(expected["called"], called, "called functions")
    expect(expected["status"], got.status, "status")
    expect_body(expected["body"], got.body.decode())
    if expected.get("authorizer_event"):
        expect_match(comparable(expected["authorizer_event"]), comparable(asked[0]), "authorizer's event")
    if expected["requestContext.authorizer"] is not None:
        event = [event for event in events if "type" not in event][0]
        expect_match(expected["requestContext.authorizer"], event["requestContext"].get("authorizer"), "requestContext.authorizer")


def authorizers(program, folder, cases):
    if not understands(program, "local", "start-api"):
        raise Miss("there is no `cxsam local start-api`")
    folders = iter(range(len(cases)))
    return each(cases, lambda given, expected: play(program, folder / str(next(folders)), given, expected))


GROUPS = {"sam-authorizer-identity": authorizers, "sam-authorizer-policy": authorizers}
