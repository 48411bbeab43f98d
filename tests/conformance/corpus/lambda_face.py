"""What programs that call functions see: the Lambda API as AWS and as SAM CLI answer, and function URLs."""
import base64
import json
import re
import urllib.parse

from compare import Miss, each, expect, expect_body, expect_headers, expect_match, parsed, same_text
from program import Started, function, make_project, scripted, understands, write

INVOCATIONS = "/2015-03-31/functions/{}/invocations"


def header(answer, name):
    return next((value for key, value in answer.headers if key.lower() == name.lower()), None)


def served(play):
    """A group that needs `start-lambda`."""

    def group(program, folder, cases):
        if not understands(program, "local", "start-lambda"):
            return {case["id"]: "there is no `cxsam local start-lambda`" for case in cases}
        return play(program, folder, cases)

    return group


# --- aws-lambda-invoke: functions in Python, as the cases describe them in words

ECHO = "def handler(event, context):\n    return event\n"
REUSE = """import json, os, time
number = 0
def handler(event, context):
    global number
    step = event["step"]
    if step.startswith("write"):
        open("/tmp/file", "w").write("some-content")
    elif step.startswith("set"):
        number = 42
    elif "number" in step or "global" in step:
        return {"number": number}
    elif step == "sleep":
        time.sleep(60)
    else:
        return {"content": open("/tmp/file").read()}
"""
SOURCES = {
    "echo": ECHO,
    "returns nothing": "def handler(event, context):\n    pass\n",
    "sys.exit(0) at module level": "import sys\nsys.exit(0)\n" + ECHO,
    "sys.exit(0) in handler": "import sys\ndef handler(event, context):\n    sys.exit(0)\n",
    "segfault": "import ctypes\ndef handler(event, context):\n    ctypes.string_at(0)\n",
}


def source_of(given):
    words = given.get("function", "echo")
    raised = re.fullmatch(r'raise (\w+\(".*"\))(?: at module level)?', words)
    if raised and words.endswith("module level"):
        return f"raise {raised[1]}\n" + ECHO
    if raised:
        return f"def handler(event, context):\n    raise {raised[1]}\n"
    if words in SOURCES:
        return SOURCES[words]
    if "sleep" in words:
        seconds = re.search(r"\d+", words)
        return f"import time\ndef handler(event, context):\n    time.sleep({seconds[0] if seconds else 3600})\n    return event\n"
    size = re.search(r"(\d{5,})", words)
    if size:
        return f"def handler(event, context):\n    return 'x' * {size[1]}\n"
    raise Miss(f"a function that is described as `{words}` is not known here")


def lambda_invoke(program, folder, cases):
    reuse = None

    def call(server, given, event):
        kind = given.get("invocationType", "RequestResponse")
        body = base64.b64decode(given["payload_base64"]) if "payload_base64" in given else json.dumps(event).encode()
        return server.request("POST", INVOCATIONS.format("probe"), [["X-Amz-Invocation-Type", kind]], body)

    def check(answer, expected):
        expect(expected["status"], answer.status, "status")
        got = answer.body.decode(errors="replace")
        if "payload" in expected:
            wanted = expected["payload"]
            if isinstance(wanted, str):
                expect_body(wanted, got)
            else:
                expect_match(wanted, parsed(got), "payload")
        if "message" in expected:
            expect(expected["message"], parsed(got).get("message"), "message")
        if "Type" in expected:
            expect(expected["Type"], parsed(got).get("Type"), "Type")
        expect_headers({name: value for name, value in expected.items() if name.lower().startswith("x-am")}, answer.headers)
        if expected["status"] == 200 and "X-Amz-Function-Error" not in expected and header(answer, "x-amz-function-error"):
            raise Miss("the answer is marked as an error of the function: " + got[:200])

    def play(given, expected):
        nonlocal reuse
        if "step" in given:
            if reuse is None:
                make_project(folder, {"probe": function("python3.11", Timeout=given["timeoutSeconds"])}, {"app.py": REUSE})
                reuse = Started(program, folder, "local", "start-lambda")
            if "timed-out" in given["step"] and "file" in given["step"]:
                call(reuse, {}, {"step": "sleep"})
            return check(call(reuse, given, {"step": given["step"]}), expected)
        settings = {"Timeout": given.get("timeoutSeconds", 30)}
        if "env" in given:
            settings["Environment"] = {"Variables": given["env"]}
        make_project(
            folder,
            {"probe": function("python3.11", "lambda_handler_error.handler", **settings)},
            {"lambda_handler_error.py": source_of(given)},
        )
        with Started(program, folder, "local", "start-lambda") as server:
            return check(call(server, given, given.get("payload", {})), expected)

    try:
        return each(sorted(cases, key=lambda case: "step" not in case["input"]), play)
    finally:
        if reuse:
            reuse.stop()


# --- aws-lambda-name-validation


def name_validation(program, folder, cases):
    make_project(folder, {"probe": function("provided.al2023", FunctionName="my-function")}, scripted({"events": {}}))
    with Started(program, folder, "local", "start-lambda") as server:

        def play(given, expected):
            target = INVOCATIONS.format(urllib.parse.quote(given["functionName"], safe=""))
            if given.get("qualifier") is not None:
                target += "?Qualifier=" + urllib.parse.quote(given["qualifier"], safe="")
            answer = server.request("POST", target, body=b"{}")
            expect(expected["Code"], header(answer, "x-amzn-errortype"), "error type")
            document = parsed(answer.body.decode())
            message = document.get("message", document.get("Message"))
            if "Message" in expected and not same_text(expected["Message"], message):
                raise Miss(f"{expected['Message']} was recorded, {message} came")
            for error in expected.get("Errors", []):
                if error not in message:
                    raise Miss(f"{error} was recorded, {message} came")
            if "Count" in expected and not message.startswith(f"{expected['Count']} validation error"):
                raise Miss(f"{expected['Count']} errors were recorded, {message} came")

        return each(cases, play)


# --- sam-start-lambda: a stub stood for the functions; what it gave comes from a function here


def stacks_of(names):
    """Templates by file name for functions that are named by their full path."""
    templates = {"template.yaml": {}}
    for name in names:
        *stacks, last = name.split("/")
        file = "template.yaml"
        for stack in stacks:
            child = f"{stack}.yaml"
            templates[file][stack] = {"Type": "AWS::Serverless::Application", "Properties": {"Location": child}}
            templates.setdefault(child, {})
            file = child
        templates[file][last] = function("provided.al2023")
    header_line = {"Transform": "AWS::Serverless-2016-10-31"}
    return {file: json.dumps({**header_line, "Resources": resources}) for file, resources in templates.items()}


def sam_start_lambda(program, folder, cases):
    def play(given, expected):
        write(folder, stacks_of(given["functions"]))
        write(folder / "code", {**scripted({"answer_file": "answer"}), "answer": given["function_stdout"]})
        request = given["request"]
        with Started(program, folder, "local", "start-lambda", "--sam-compat") as server:
            answer = server.request(request["method"], request["path"], request.get("headers", []), request.get("body", "").encode())
            lines = server.lines_until(r'HTTP/1.1" \d+ -$')
            heard = any(line.startswith("HEARD event") for line in lines)
            if answer.status == 202 and not heard:
                heard = bool(server.lines_until("^HEARD event"))
        called = given["functions"] if heard else []
        expect(expected["status"], answer.status, "status")
        expect_headers(expected["headers"], answer.headers)
        expect_body(expected["body"], answer.body.decode())
        expect(expected["called"], called, "functions that were called")

    return each(cases, play)


# --- aws-function-url-response


def url_response(program, folder, cases):
    url = {"Type": "AWS::Lambda::Url", "Properties": {"TargetFunctionArn": {"Fn::GetAtt": ["probe", "Arn"]}, "AuthType": "NONE"}}
    make_project(folder, {"probe": function("provided.al2023"), "ProbeUrl": url}, scripted({"answer_file": "answer"}))
    answers = folder / "code" / "answer"
    answers.write_text("{}")
    with Started(program, folder, "local", "start-lambda") as server:

        def play(given, expected):
            answers.write_text(json.dumps(given["function_result"], separators=(",", ":")))
            answer = server.request("GET", "/", [["Host", "probe.lambda-url.localhost"]])
            expect(expected["status"], answer.status, "status")
            expect_headers(expected.get("headers", {}), answer.headers)
            if "body" in expected:
                expect(expected["body"], answer.body.decode(), "body")

        return each(cases, play)


GROUPS = {
    "aws-lambda-invoke": served(lambda_invoke),
    "aws-lambda-name-validation": served(name_validation),
    "sam-start-lambda": served(sam_start_lambda),
    "aws-function-url-response": served(url_response),
}
