"""What mapping templates make of requests and answers: integrations without proxy, and MOCK."""
import json

from compare import Miss, each, expect, expect_body, expect_headers
from gateway_face import logical_id
from program import Started, function, make_project, scripted

FUNCTION = "arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Fn.Arn}/invocations"


def calling(**members):
    """An integration that calls the function, without proxy."""
    return {"type": "aws", "httpMethod": "POST", "uri": {"Fn::Sub": FUNCTION}, "responses": {"default": {"statusCode": "200"}}, **members}


def mock(template, responses):
    return {"type": "mock", "requestTemplates": {"application/json": template}, "responses": responses}


class Plan:
    """How a case is played: its integration, what is sent, and what the function answers."""

    def __init__(self, integration, method="POST", path=None, headers=(), body=b"", result=b"", binary=None, resource=None):
        self.integration, self.method, self.path, self.headers, self.body = integration, method, path, headers, body
        self.result, self.binary, self.resource = result, binary, resource


def resources_of(plans):
    """One API; each case has a path of its own."""
    paths = {}
    for name, plan in plans.items():
        resource = f"/{name}" + (plan.resource or "")
        paths[resource] = {plan.method.lower(): {"x-amazon-apigateway-integration": plan.integration, "responses": {}}}
    body = {"openapi": "3.0.1", "info": {"title": "api", "version": "1"}, "paths": paths}
    binary = next(iter(plans.values())).binary
    properties = {"Body": body} | ({"BinaryMediaTypes": binary} if binary else {})
    return {"Fn": function("provided.al2023"), "Api": {"Type": "AWS::ApiGateway::RestApi", "Properties": properties}}


def played(plan_of, compare):
    """A group: APIs differ by their binary media types only."""

    def group(program, folder, cases):
        plans, names, servers = {}, {}, {}
        for number, case in enumerate(cases):
            name = f"c{number}"
            names[case["id"]] = name
            plans.setdefault(json.dumps(plan_of(case["input"], case["expected"]).binary), {})[name] = plan_of(case["input"], case["expected"])
        inputs = {id(case["input"]): case["id"] for case in cases}

        def play(given, expected):
            name = names[inputs[id(given)]]
            key, plan = next((key, of[name]) for key, of in plans.items() if name in of)
            if key not in servers:
                project = folder / logical_id(key)
                make_project(project, resources_of(plans[key]), scripted({"answer_file": "answer"}))
                servers[key] = project, Started(program, project, "local", "start-api")
            project, server = servers[key]
            (project / "code/answer").write_bytes(plan.result)
            answer = server.request(plan.method, f"/{name}" + (plan.path or ""), plan.headers, plan.body)
            lines = server.lines_until(r'^[\d.:]+ - - \[.*\] ".*" \d+ -$')
            events = [json.loads(line.removeprefix("HEARD event ")) for line in lines if line.startswith("HEARD event ")]
            compare(given, expected, answer, events[-1] if events else None)

        try:
            return each(cases, play)
        finally:
            for _, server in servers.values():
                server.stop()

    return group


def text_of(answer):
    return answer.body.decode(errors="replace")


# Templates: the function's answer is the body that they map.
def template_plan(given, _):
    responses = {"default": {"statusCode": "200", "responseTemplates": {"application/json": given["template"]}}}
    return Plan(calling(responses=responses), body=b"{}", result=given["body"].encode())


def compare_output(given, expected, answer, _):
    expect(200, answer.status, "status")
    expect(expected["output"], text_of(answer), "output")


def util_plan(given, _):
    call = f"#set($value = {given['function']}($input.path('$.argument')))$value"
    if given.get("access"):
        call = f"#set($value = {given['function']}($input.path('$.argument')))#set($part = $value{given['access']})$part"
    responses = {"default": {"statusCode": "200", "responseTemplates": {"application/json": call}}}
    return Plan(calling(responses=responses), body=b"{}", result=json.dumps({"argument": given["argument"]}).encode())


def java_text(value):
    """How values print in a template."""
    if value is None:
        return ""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}={java_text(each)}" for name, each in value.items()) + "}"
    return value if isinstance(value, str) else json.dumps(value, separators=(",", ":"))


def compare_util(given, expected, answer, event):
    wanted = expected["output"] if "output" in expected else java_text(expected["value"])
    compare_output(given, {"output": wanted}, answer, event)


# MOCK.
def mock_plan(given, _):
    response = {"statusCode": "200"}
    if given.get("responseTemplate") is not None:
        response["responseTemplates"] = {"application/json": given["responseTemplate"]}
    resource = given.get("resource", "")
    request = given["request"]
    integration = mock(given["requestTemplate"], {given["selectionPattern"]: response})
    return Plan(integration, request["method"], request["path"].rstrip("/"), request.get("headers", []), resource=resource.rstrip("/"))


def compare_mock(_, expected, answer, __):
    expect(expected["status"], answer.status, "status")
    expect_headers(expected.get("headers", {}), answer.headers)
    if "json" in expected:
        expect(expected["json"], json.loads(answer.body), "body")
    elif "body" in expected:
        expect(expected["body"], text_of(answer), "body")


def parse_plan(given, expected):
    """The recorded status has a response of its own, so that the answer tells whether it was read."""
    responses = {"default": {"statusCode": "299"}}
    if "integrationStatus" in expected:
        responses[str(expected["integrationStatus"])] = {"statusCode": "201"}
    return Plan(mock(given["renderedRequestTemplate"], responses))


def compare_parse(_, expected, answer, __):
    if "integrationStatus" in expected:
        return expect(201, answer.status, "status")
    expect(expected["status"], answer.status, "status")
    expect_body(expected["body"], text_of(answer))


def selection_plan(given, _):
    """A status is a MOCK's, any other text an error message."""
    responses = {}
    for status, response in given["integrationResponses"].items():
        responses[response.get("selectionPattern") or "default"] = {"statusCode": status}
    value = given.get("lambda_errorMessage", given.get("value")) or ""
    if value.isdigit():
        return Plan(mock('{"statusCode": ' + value + "}", responses))
    result = {"errorMessage": value, "errorType": "Error"} if value else {"ok": True}
    return Plan(calling(responses=responses), body=b"{}", result=json.dumps(result).encode())


def compare_selection(_, expected, answer, __):
    expect(int(expected.get("statusCode") or expected.get("status") or 500), answer.status, "status")


# What the function gets. It takes JSON only: a template that gives another text stands in quotes.
def passthrough_plan(given, _):
    def quoted(template):
        try:
            json.loads(template or "{}")
            return template
        except ValueError:
            return json.dumps(template)

    members = {"requestTemplates": {kind: quoted(template) for kind, template in given["requestTemplates"].items()}}
    if given["passthroughBehavior"]:
        members["passthroughBehavior"] = given["passthroughBehavior"].lower()
    request = given["request"]
    return Plan(calling(**members), headers=request["headers"], body=request["body"].encode(), result=b"{}")


def compare_passthrough(_, expected, answer, event):
    if "status" in expected:
        expect(expected["status"], answer.status, "status")
        return expect_body(expected["body"], text_of(answer))
    expect(200, answer.status, "status")
    wanted = expected["integrationBody"]
    got = event if isinstance(event, str) else json.dumps(event)
    # Lambda takes an empty body for `{}`.
    expect_body(wanted or "{}", got, "what the function gets")


GROUPS = {
    "aws-vtl": played(template_plan, compare_output),
    "aws-vtl-util": played(util_plan, compare_util),
    "aws-mock-integration": played(mock_plan, compare_mock),
    "aws-mock-template-parse": played(parse_plan, compare_parse),
    "aws-selection-pattern": played(selection_plan, compare_selection),
    "aws-passthrough": played(passthrough_plan, compare_passthrough),
}
