"""What stands between a route and its integration: keys, validators, canaries, gateway responses, headers that are kept."""
import datetime
import hashlib
import hmac
import json
import socket

from compare import Miss, each, expect, expect_body, expect_headers
from program import ENVIRONMENT, Started, function, make_project, scripted

OK = '{"statusCode": 200}'
OK_ANSWER = {"statusCode": 200, "body": "ok"}
# What an authorizer answers that knows the caller and lets nobody in.
DENYING = {"principalId": "somebody", "policyDocument": {"Version": "2012-10-17", "Statement": []}}
FAILING = {"errorType": "Error", "errorMessage": "no"}
# Keys of temporary credentials whose time is over.
EXPIRED = {"accessKeyId": "EXPIRED", "secretAccessKey": "secret", "expiration": "2001-01-01T00:00:00Z"}
SILENT = socket.create_server(("127.0.0.1", 0))  # takes connections and says nothing
FUNCTION = "arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Fn.Arn}/invocations"


def mock(output="ok", **members):
    responses = {"default": {"statusCode": "200", "responseTemplates": {"application/json": output}}}
    return {"type": "mock", "requestTemplates": {"application/json": OK}, "responses": responses, **members}


def api(paths, **extensions):
    return {"Type": "AWS::ApiGateway::RestApi", "Properties": {"Body": {"openapi": "3.0.1", "info": {"title": "a", "version": "1"}, "paths": paths, **extensions}}}


def stage(of, **properties):
    return {"Type": "AWS::ApiGateway::Stage", "Properties": {"RestApiId": {"Ref": of}, "StageName": "test", **properties}}


def played(resources_of, request_of, compare):
    """A group: each case has an API of its own with a path `/cN`, and all are served together."""

    def group(program, folder, cases):
        names = {case["id"]: f"c{number}" for number, case in enumerate(cases)}
        ids = {id(case["input"]): case["id"] for case in cases}
        resources = {"Fn": function("provided.al2023")}
        unserved = {}
        for case in cases:
            try:
                resources |= resources_of(names[case["id"]], case["input"], case["expected"])
            except Miss as miss:
                unserved[case["id"]] = str(miss)
        (folder / "project").mkdir()
        make_project(folder / "project", resources, scripted({"answer_file": "answer"}) | {"answer": "{}"})
        (folder / "project/signers.json").write_text(json.dumps({"users": [signer_of_environment(), EXPIRED]}))
        server = Started(program, folder / "project", "local", "start-api", "--iam-credentials", "signers.json")

        def play(given, expected):
            if ids[id(given)] in unserved:
                raise Miss(unserved[ids[id(given)]])
            name = names[ids[id(given)]]
            said = {"ACCESS_DENIED": DENYING, "AUTHORIZER_FAILURE": FAILING}
            failure = given.get("responseType") or given.get("error")
            (folder / "project/code/answer").write_text(json.dumps(said.get(failure, OK_ANSWER)))
            answer = server.request(*request_of(name, given, expected))
            if answer.status == 413:  # the server itself refuses it, and no line is logged
                return compare(given, expected, answer, None)
            lines = server.lines_until(r'^[\d.:]+ - - \[.*\] ".*" \d+ -$')
            events = [json.loads(line.removeprefix("HEARD event ")) for line in lines if line.startswith("HEARD event ")]
            compare(given, expected, answer, events[-1] if events else None)

        try:
            return each(cases, play)
        finally:
            server.stop()

    return group


def signer_of_environment():
    names = {"accessKeyId": "AWS_ACCESS_KEY_ID", "secretAccessKey": "AWS_SECRET_ACCESS_KEY", "sessionToken": "AWS_SESSION_TOKEN"}
    return {name: ENVIRONMENT[variable] for name, variable in names.items()}


def text_of(answer):
    return answer.body.decode(errors="replace")


def compare_outcome(_, expected, answer, __):
    """`passes`: the integration answered; else the recorded refusal."""
    if expected.get("passes"):
        return expect(200, answer.status, "status")
    expect(expected["status"], answer.status, "status")
    if "body" in expected:
        expect_body(expected["body"], text_of(answer))
    if "x-amzn-errortype" in expected:
        expect_headers({"x-amzn-ErrorType": expected["x-amzn-errortype"]}, answer.headers)


# API keys.
def key_resources(name, given, _):
    operation = {"x-amazon-apigateway-integration": mock(), "responses": {}}
    if given["apiKeyRequired"]:
        operation["security"] = [{"Keys": []}]
    schemes = {"securitySchemes": {"Keys": {"type": "apiKey", "name": "x-api-key", "in": "header"}}}
    resources = {f"Api{name}": api({f"/{name}": {"get": operation}}, components=schemes), f"Stage{name}": stage(f"Api{name}")}
    key = given.get("apiKey")
    if not key:
        return resources
    resources[f"Key{name}"] = {"Type": "AWS::ApiGateway::ApiKey", "Properties": {"Enabled": key["enabled"], "Value": key["value"]}}
    stages = [{"ApiId": {"Ref": f"Api{name}"}, "Stage": {"Ref": f"Stage{name}"}}] if key["inUsagePlanForStage"] else []
    resources[f"Plan{name}"] = {"Type": "AWS::ApiGateway::UsagePlan", "Properties": {"ApiStages": stages}}
    link = {"KeyId": {"Ref": f"Key{name}"}, "KeyType": "API_KEY", "UsagePlanId": {"Ref": f"Plan{name}"}}
    resources[f"Link{name}"] = {"Type": "AWS::ApiGateway::UsagePlanKey", "Properties": link}
    return resources


def key_request(name, given, _):
    return "GET", f"/{name}", given.get("headers", [])


# Canaries: the template's names are filled in, and its constants are what was recorded beside them.
def canary_resources(name, given, expected):
    constants = {key: value for key, value in expected["json"].items() if key not in given["template_vars"]}
    template = json.dumps(constants | given["template_vars"])
    canary = given.get("canary") or {}
    overrides = canary.get("stageVariableOverrides") or canary.get("variables") or {}
    percent = 100 if expected["json"].get("isCanary") == "true" else 0
    settings = {"PercentTraffic": percent, "StageVariableOverrides": overrides}
    operation = {"x-amazon-apigateway-integration": mock(template), "responses": {}}
    variables = given["stage"].get("variables") or {}
    return {f"Api{name}": api({f"/{name}": {"get": operation}}), f"Stage{name}": stage(f"Api{name}", Variables=variables, CanarySetting=settings)}


def plain_request(name, _, __):
    return "GET", f"/{name}", []


def compare_canary(_, expected, answer, __):
    expect(expected["json"], json.loads(answer.body), "body")


# Validators, as resources: models have the names that they were recorded with.
def validation_path(name, given):
    return f"/{name}" + "".join(f"/{{{parameter}}}" for parameter in given["request"].get("pathParameters") or {})


def validation_resources(name, given, _):
    root = {"Fn::GetAtt": [f"Api{name}", "RootResourceId"]}
    resources = {f"Api{name}": {"Type": "AWS::ApiGateway::RestApi", "Properties": {"Name": name}}}
    for number, part in enumerate(validation_path(name, given).strip("/").split("/")):
        resources[f"Path{name}x{number}"] = {
            "Type": "AWS::ApiGateway::Resource",
            "Properties": {"RestApiId": {"Ref": f"Api{name}"}, "ParentId": root, "PathPart": part},
        }
        root = {"Ref": f"Path{name}x{number}"}
    for number, (model, schema) in enumerate((given.get("models") or {}).items()):
        resources[f"Model{name}x{number}"] = {
            "Type": "AWS::ApiGateway::Model",
            "Properties": {"RestApiId": {"Ref": f"Api{name}"}, "Name": model, "ContentType": "application/json", "Schema": schema},
        }
    validator = {"ValidateRequestBody": given["validateRequestBody"], "ValidateRequestParameters": given["validateRequestParameters"]}
    resources[f"Validator{name}"] = {"Type": "AWS::ApiGateway::RequestValidator", "Properties": {"RestApiId": {"Ref": f"Api{name}"}, **validator}}
    integration = {
        "Type": "MOCK",
        "RequestTemplates": {"$default": OK, "application/json": OK},
        "IntegrationResponses": [{"StatusCode": "200"}],
    }
    resources[f"Method{name}"] = {
        "Type": "AWS::ApiGateway::Method",
        "Properties": {
            "RestApiId": {"Ref": f"Api{name}"},
            "ResourceId": root,
            "HttpMethod": "ANY",
            "RequestValidatorId": {"Ref": f"Validator{name}"},
            "RequestParameters": given.get("requestParameters") or {},
            "RequestModels": given.get("requestModels") or {},
            "Integration": integration,
        },
    }
    return resources


def validation_request(name, given, _):
    request = given["request"]
    path = validation_path(name, given)
    for parameter, value in (request.get("pathParameters") or {}).items():
        path = path.replace(f"{{{parameter}}}", value)
    target = path + (f"?{request['query']}" if request.get("query") else "")
    body = (request.get("body") or "").encode()
    return request.get("method") or ("POST" if body else "GET"), target, request.get("headers") or [], body


# Gateway responses: a failure of each type that a template and a request can bring about.
def authorizer(name):
    uri = {"Fn::Sub": FUNCTION}
    scheme = {"type": "apiKey", "name": "Authorization", "in": "header", "x-amazon-apigateway-authtype": "custom"}
    scheme["x-amazon-apigateway-authorizer"] = {"type": "token", "authorizerUri": uri}
    return {"securitySchemes": {f"Guard{name}": scheme}}


def failing(name, kind, extensions):
    """The resources of an API whose requests fail so."""
    operation = {"x-amazon-apigateway-integration": mock(), "responses": {}}
    settings = {}
    components = {}
    more = {}
    if kind in ("INVALID_API_KEY", "QUOTA_EXCEEDED"):
        operation["security"] = [{"Keys": []}]
        components = {"securitySchemes": {"Keys": {"type": "apiKey", "name": "x-api-key", "in": "header"}}}
        stages = [{"ApiId": {"Ref": f"Api{name}"}, "Stage": {"Ref": f"Stage{name}"}}]
        plan = {"ApiStages": stages, "Quota": {"Limit": 0, "Period": "DAY"}}
        link = {"KeyId": {"Ref": f"Key{name}"}, "KeyType": "API_KEY", "UsagePlanId": {"Ref": f"Plan{name}"}}
        more = {
            f"Key{name}": {"Type": "AWS::ApiGateway::ApiKey", "Properties": {"Enabled": True, "Value": f"a-key-that-is-used-up-{name}"}},
            f"Plan{name}": {"Type": "AWS::ApiGateway::UsagePlan", "Properties": plan},
            f"Link{name}": {"Type": "AWS::ApiGateway::UsagePlanKey", "Properties": link},
        }
    elif kind == "THROTTLED":
        limits = {"ResourcePath": "/*", "HttpMethod": "*", "ThrottlingBurstLimit": 0, "ThrottlingRateLimit": 0}
        settings["MethodSettings"] = [limits]
    elif kind == "UNSUPPORTED_MEDIA_TYPE":
        operation["x-amazon-apigateway-integration"] = mock(passthroughBehavior="never")
    elif kind == "DEFAULT_5XX":
        operation["x-amazon-apigateway-integration"] = mock() | {"requestTemplates": {"application/json": "{}"}}
    elif kind in ("DEFAULT_4XX", "BAD_REQUEST_PARAMETERS"):
        extensions = {"x-amazon-apigateway-request-validators": {"v": {"validateRequestParameters": True}}, **extensions}
        operation |= {"x-amazon-apigateway-request-validator": "v", "parameters": [{"name": "q", "in": "query", "required": True}]}
    elif kind == "BAD_REQUEST_BODY":
        extensions = {"x-amazon-apigateway-request-validators": {"v": {"validateRequestBody": True}}, **extensions}
        schema = {"type": "object", "required": ["a"]}
        operation |= {"x-amazon-apigateway-request-validator": "v", "requestBody": {"content": {"application/json": {"schema": schema}}}}
    elif kind == "API_CONFIGURATION_ERROR":
        operation["x-amazon-apigateway-integration"]["responses"] = {"404": {"statusCode": "404"}}
    elif kind == "INTEGRATION_TIMEOUT":
        silent = f"http://127.0.0.1:{SILENT.getsockname()[1]}"
        operation["x-amazon-apigateway-integration"] = {"type": "http_proxy", "httpMethod": "GET", "uri": silent, "timeoutInMillis": 50}
    elif kind == "INTEGRATION_FAILURE":
        operation["x-amazon-apigateway-integration"] = {"type": "http_proxy", "httpMethod": "GET", "uri": "http://127.0.0.1:1"}
    elif kind in ("INVALID_SIGNATURE", "EXPIRED_TOKEN"):
        operation["security"] = [{"sigv4": []}]
        scheme = {"type": "apiKey", "name": "Authorization", "in": "header", "x-amazon-apigateway-authtype": "awsSigv4"}
        components = {"securitySchemes": {"sigv4": scheme}}
    elif kind in ("REQUEST_TOO_LARGE", "MISSING_AUTHENTICATION_TOKEN", "RESOURCE_NOT_FOUND"):
        operation["x-amazon-apigateway-integration"] = mock()
    elif kind in ("UNAUTHORIZED", "ACCESS_DENIED", "AUTHORIZER_CONFIGURATION_ERROR", "AUTHORIZER_FAILURE"):
        operation["security"] = [{f"Guard{name}": []}]
        components = authorizer(name)
    else:
        raise Miss(f"no request to a local API brings about {kind}")
    if components:
        extensions = {"components": components, **extensions}
    verb = "post" if kind in ("REQUEST_TOO_LARGE", "BAD_REQUEST_BODY") else "get"
    return {f"Api{name}": api({f"/{name}": {verb: operation}}, **extensions), f"Stage{name}": stage(f"Api{name}", **settings), **more}


def signed(method, path, signer=None):
    """The headers of a request without a body that is signed by Signature Version 4."""
    now = datetime.datetime.now(datetime.timezone.utc).strftime("%Y%m%dT%H%M%SZ")
    signer = signer or signer_of_environment()
    signed_headers = {"host": "api.example.com", "x-amz-date": now}
    if "sessionToken" in signer:
        signed_headers["x-amz-security-token"] = signer["sessionToken"]
    names = ";".join(signed_headers)
    lines = "".join(f"{header}:{value}\n" for header, value in signed_headers.items())
    canonical = f"{method}\n{path}\n\n{lines}\n{names}\n{hashlib.sha256().hexdigest()}"
    scope = [now[:8], "us-east-1", "execute-api", "aws4_request"]
    key = b"AWS4" + signer["secretAccessKey"].encode()
    for part in [*scope, f"AWS4-HMAC-SHA256\n{now}\n{'/'.join(scope)}\n{hashlib.sha256(canonical.encode()).hexdigest()}"]:
        key = hmac.digest(key, part.encode(), "sha256")
    credential = "/".join([signer["accessKeyId"], *scope])
    signature = f"AWS4-HMAC-SHA256 Credential={credential}, SignedHeaders={names}, Signature={key.hex()}"
    return [*signed_headers.items(), ("Authorization", signature)]


def failing_request(name, kind):
    headers = []
    if kind == "REQUEST_TOO_LARGE":
        return "POST", f"/{name}", headers, b"x" * (10 * 1024 * 1024 + 1)
    if kind == "BAD_REQUEST_BODY":
        return "POST", f"/{name}", [["Content-Type", "application/json"]], b"[]"
    if kind == "MISSING_AUTHENTICATION_TOKEN":
        return "GET", f"/{name}/that-is-none", headers
    if kind == "RESOURCE_NOT_FOUND":  # for who has signed
        return "GET", f"/{name}/that-is-none", signed("GET", f"/{name}/that-is-none")
    if kind == "QUOTA_EXCEEDED":
        headers = [["x-api-key", f"a-key-that-is-used-up-{name}"]]
    if kind == "UNSUPPORTED_MEDIA_TYPE":
        headers = [["Content-Type", "application/x-other"]]
    if kind == "EXPIRED_TOKEN":
        headers = signed("GET", f"/{name}", EXPIRED)
    if kind in ("ACCESS_DENIED", "AUTHORIZER_CONFIGURATION_ERROR", "AUTHORIZER_FAILURE"):
        headers = [["Authorization", "somebody"]]
    if kind == "INVALID_SIGNATURE":
        headers = signed("GET", "/another")
    return "GET", f"/{name}", headers


def default_resources(name, given, _):
    return failing(name, given["responseType"], {})


def default_request(name, given, _):
    return failing_request(name, given["responseType"])


def compare_default(given, expected, answer, _):
    """The body is the recorded template's: one member, the message."""
    if expected["statusCode"] is not None:
        expect(int(expected["statusCode"]), answer.status, "status")
    else:
        expect(given["responseType"][-3], str(answer.status)[0], "hundreds of the status")
    body = json.loads(answer.body)
    if [name.lower() for name in body] != ["message"]:
        raise Miss(f"the body is not as the template makes it: {text_of(answer)}")


def render_resources(name, given, _):
    responses = {kind: {"statusCode": str(each["statusCode"])} for kind, each in given["gatewayResponses"].items()}
    return failing(name, given["error"], {"x-amazon-apigateway-gateway-responses": responses})


def render_request(name, given, _):
    return failing_request(name, given["error"])


def compare_render(given, expected, answer, _):
    """API Gateway's own words stand for a message that a test made up."""
    expect(expected["status"], answer.status, "status")
    expect_headers({"x-amzn-ErrorType": expected["x-amzn-errortype"]}, answer.headers)
    wanted, got = json.loads(expected["body"]), json.loads(answer.body)
    expect(list(wanted), list(got), "members of the body")
    if given["error"] != "ACCESS_DENIED":
        expect(wanted, got, "body")


# Headers. What was recorded behind an integration is what it must get.
KEPT = ["Connection", "Content-Length", "Expect", "Max-Forwards", "Proxy-Authenticate", "Server", "TE", "Trailer", "Upgrade", "WWW-Authenticate"]


def header_resources(name, given, expected):
    """The response template shows each header that the client sent."""
    kind = given["integration"]
    chosen = [value.removeprefix("response_param_") for value in expected["response_headers"].values() if value.startswith("response_param_")]
    response = {"statusCode": "200", "responseParameters": {f"method.response.header.{header}": f"'response_param_{header}'" for header in chosen}}
    if expected.get("body") and expected.get("status", 200) == 200:
        response["responseTemplates"] = {"application/json": json.dumps({header: f"$input.params('{header}')" for header in expected["body"]})}
    integration = {"type": kind.lower(), "httpMethod": "POST", "responses": {"default": response}}
    integration["uri"] = "http://127.0.0.1:9" if kind.startswith("HTTP") else {"Fn::Sub": FUNCTION}
    if given["requestParameter"]:
        integration["requestParameters"] = {given["requestParameter"]: "'value'"}
    return {f"Api{name}": api({f"/{name}": {"get": {"x-amazon-apigateway-integration": integration, "responses": {}}}})}


def header_request(name, given, expected):
    shown = expected.get("body") if expected.get("status", 200) == 200 else None
    sent = expected.get("integration_request_headers") or shown or {}
    headers = [[key, value] for key, value in sent.items() if value and not value.startswith("<") and not key.startswith("X-")]
    kept = [["Max-Forwards", "2"], ["Server", "a"], ["TE", "trailers"], ["WWW-Authenticate", "Basic"], ["Proxy-Authenticate", "Basic"]]
    return "GET", f"/{name}", headers + (kept if sent else [])


def compare_headers(_, expected, answer, event):
    expect(expected.get("status", 200), answer.status, "status")
    ours = {key: value for key, value in expected["response_headers"].items() if key not in ("Connection", "Content-Length", "Date", "Via") and "Remapped-Date" not in key}
    expect_headers(ours, answer.headers)
    if expected.get("body") and expected.get("status"):
        expect_body(json.dumps(expected["body"]), text_of(answer))
    elif expected.get("body"):
        got = json.loads(answer.body)
        expect({key: value for key, value in expected["body"].items() if not value.startswith("<")}, {key: got[key] for key, value in expected["body"].items() if not value.startswith("<")}, "headers in the template")
    wanted = expected.get("integration_request_headers")
    if wanted is None:
        return
    got = (event or {}).get("headers") or {}
    for name, value in wanted.items():
        if name not in got and name not in ("Date", "Via"):
            raise Miss(f"the function does not get the header {name}")
        if not value.startswith("<"):
            expect(value, got[name], f"header {name}")
    lost = [name for name in KEPT if name in got]
    if lost:
        raise Miss(f"the function gets {lost}")


# Those without a server behind them (http_face.py).
header_remap = played(header_resources, header_request, compare_headers)

GROUPS = {
    "aws-api-key": played(key_resources, key_request, compare_outcome),
    "aws-canary": played(canary_resources, plain_request, compare_canary),
    "aws-request-validation": played(validation_resources, validation_request, compare_outcome),
    "aws-gateway-response-default": played(default_resources, default_request, compare_default),
    "aws-gateway-response-render": played(render_resources, render_request, compare_render),
}
