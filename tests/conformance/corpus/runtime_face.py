"""What a function sees: the Runtime and Extensions API, its environment, its error documents, its log."""
import json
import re
import subprocess

from compare import Miss, each, expect, expect_match, parsed, same_text, shorten
from program import ENVIRONMENT, Started, function, invoke_once, make_project, scripted, write

# All groups, by name: what a function of one group does may be described in another.
RELATED = {}

# --- the Runtime and Extensions API. The emulator was asked in one process, in the order of the cases: first those before the first event, then
# those of an event each.


def heard(log, what):
    found = re.search(rf"^HEARD {re.escape(what)} (.*)$", log, re.MULTILINE)
    if not found:
        raise Miss(f"the function heard nothing for `{what}`: {shorten(log)}")
    return json.loads(found[1])


def compare_call(expected, got):
    if got is None:
        raise Miss("no answer came within three seconds")
    expect(expected["status"], got["status"], "status")
    wanted, came = parsed(expected["body"]), parsed(got["body"])
    if isinstance(wanted, dict) and "handler" in wanted and isinstance(came, dict):
        came["handler"] = wanted["handler"]  # the emulator was given none, and a function of a template must have one
    if isinstance(wanted, dict):
        expect_match(wanted, came, "body")
    else:
        expect(expected["body"], got["body"], "body")


def api_of(name):
    uri = {"Fn::Sub": f"arn:aws:apigateway:${{AWS::Region}}:lambda:path/2015-03-31/functions/${{{name}.Arn}}/invocations"}
    route = {"x-amazon-apigateway-integration": {"type": "aws_proxy", "payloadFormatVersion": "2.0", "uri": uri}}
    body = {"openapi": "3.0.1", "info": {"title": "api", "version": "1"}, "paths": {"/{number}": {"get": route}}}
    return {"Type": "AWS::ApiGatewayV2::Api", "Properties": {"Body": body}}


def runtime_api(program, folder, cases):
    before, events = [], {}
    for number, case in enumerate(cases):
        request = case["input"]["request"]
        if case["input"]["phase"] == "init":
            before.append([number, request])
        else:
            events[f"/{number}"] = {"call": request, "number": number, "after": "1"}
    make_project(
        folder,
        {"probe": function("provided.al2023", FunctionName="probe"), "Api": api_of("probe")},
        scripted({"before": before, "events": events}),
    )
    log = []
    with Started(program, folder, "local", "start-api") as server:
        for path in ["/first", *events]:
            server.request("GET", path)
            log += server.lines_until(rf'"GET {path} HTTP/1.1"')
    misses = {}
    for number, case in enumerate(cases):
        misses |= each([case], lambda _, expected: compare_call(expected, heard("\n".join(log), f"call {number}")))
    return misses


# --- the environment

# Set by a shell on the way, by the interpreter, or per invocation; addresses of AWS's own network; Lambda's private channel for logs.
ELSEWHERE = {"PWD", "SHLVL", "LC_CTYPE", "_", "_X_AMZN_TRACE_ID", "_LAMBDA_TELEMETRY_LOG_FD"}
ADDRESSES = {"_AWS_XRAY_DAEMON_ADDRESS", "AWS_XRAY_DAEMON_ADDRESS", "AWS_LAMBDA_RUNTIME_API", "_AWS_XRAY_DAEMON_PORT"}

SHELL = """#!/bin/sh
exec /usr/bin/python3 -S -c '
import json, os
print("HEARD environment", json.dumps(dict(os.environ)), flush=True)'
"""
HANDLERS = {
    "python": (
        "{module}.py",
        """import json, os
def {name}(event, context):
    names = ["aws_request_id", "function_name", "function_version", "invoked_function_arn", "log_group_name", "log_stream_name", "memory_limit_in_mb"]
    told = {{name: getattr(context, name) for name in names}}
    told["remaining_time_in_millis"] = context.get_remaining_time_in_millis()
    print("HEARD environment", json.dumps(dict(os.environ)))
    print("HEARD context", json.dumps(told))
""",
    ),
    "nodejs": (
        "{module}.js",
        """exports.{name} = async (event, context) => {{
  const told = {{}};
  for (const [key, value] of Object.entries(context)) told[key.replace(/[A-Z]/g, (c) => "_" + c.toLowerCase())] = value;
  told.memory_limit_in_mb = context.memoryLimitInMB;
  told.remaining_time_in_millis = context.getRemainingTimeInMillis();
  process.stdout.write("HEARD environment " + JSON.stringify(process.env) + "\\n");
  process.stdout.write("HEARD context " + JSON.stringify(told) + "\\n");
}};
""",
    ),
}


def family(runtime):
    return re.match("[a-z]+", runtime)[0]


def invoke_with_client(program, folder, environment=None):
    """Functions of Java do not start without Lambda's client, which is fetched once."""
    done = invoke_once(program, folder, environment=environment)
    if "local sdk install java" not in done.log:
        return done
    fetched = subprocess.run([program, "local", "sdk", "install", "java"], env=ENVIRONMENT, capture_output=True, text=True, check=False)
    if fetched.returncode != 0:
        raise Miss("Lambda's client for Java is not on this machine: " + shorten(fetched.stderr))
    return invoke_once(program, folder)


def environment_of(program, folder, given, handler):
    """The log of a function that tells its environment: a handler where there is one for its language, else a wrapper of its process."""
    runtime = given["runtime"]
    variables = dict(given.get("variables") or {})
    module = handler.split("::")[0]
    files = {"wrapper": SHELL, "bootstrap": SHELL, "Gemfile": "", "app.txt": "", module.replace(".", "/") + ".class": ""}
    files |= {f"{module}.dll": "", f"{module}.runtimeconfig.json": "{}", "Amazon.Lambda.RuntimeSupport.dll": ""}
    write(folder, {"dotnet": SHELL})  # the wrapper is started in place of any interpreter
    if family(runtime) in HANDLERS:
        name, text = HANDLERS[family(runtime)]
        module, _, exported = handler.partition(".")
        files = {name.format(module=module): text.format(name=exported)}
    elif family(runtime) != "provided":
        variables["AWS_LAMBDA_EXEC_WRAPPER"] = "/var/task/wrapper"
    properties = {"MemorySize": given.get("memory", 128), "Environment": {"Variables": variables}}
    make_project(folder, {"Function": function(runtime, handler, **properties)}, files)
    return invoke_with_client(program, folder, {"DOTNET_ROOT": str(folder)}).log


def environment(program, folder, cases):
    def play(given, expected):
        recorded = expected["environment"]
        log = environment_of(program, folder, given, recorded["_HANDLER"])
        got = heard(log, "environment")
        for name, value in recorded.items():
            if name not in ELSEWHERE and name not in got:
                raise Miss(f"{name} is missing")
            if name == "PATH" and got[name].endswith(":" + value):
                continue  # in front is where this machine has the interpreter
            if name not in ELSEWHERE | ADDRESSES:
                expect_match(value, got[name], name)
        if "HEARD context" in log:
            wanted = {name: value for name, value in expected.get("context", {}).items() if name in heard(log, "context")}
            if "invoked_function_arn" in wanted:
                wanted["invoked_function_arn"] = re.sub(r":\d{12}:", ":<account>:", wanted["invoked_function_arn"])
            expect_match(wanted, heard(log, "context"), "context")

    return each(cases, play)


# --- the documents of errors that handlers raise

# The functions that were recorded put a word before the message. The client of a custom runtime makes the document itself, and so does that of .NET, which
# a project brings along.
RAISING = {
    "python": ("app.py", "def handler(event, context):\n    raise Exception('Failed: {message}')\n"),
    "nodejs": ("app.js", "exports.handler = async () => {{ throw new Error('Error: {message}'); }};\n"),
    "ruby": ("app.rb", "def handler(event:, context:)\n  raise 'Error: {message}'\nend\n"),
}
RAISING_JAVA = """public class Raising {
  public Object handle(Object event) { throw new RuntimeException("Error: %s"); }
}
"""


def compile_java(folder):
    try:
        subprocess.run(["javac", "--release", "8", "Raising.java"], cwd=folder, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise Miss(f"a handler cannot be compiled: {error}") from error


def error_shape(program, folder, cases):
    def play(given, expected):
        runtime = given["runtime"]
        if family(runtime) in ("provided", "dotnet"):
            files = scripted({"answer_file": "answer"}) | {"answer": json.dumps(expected["payload"])}
            files["app.handler"] = files["bootstrap"]  # a program of .NET
        elif family(runtime) == "java":
            files = {"Raising.java": RAISING_JAVA % given["handler_raises"]}
        elif family(runtime) in RAISING:
            name, text = RAISING[family(runtime)]
            files = {name: text.format(message=given["handler_raises"])}
        else:
            raise Miss(f"no function in the language of {runtime} is at hand")
        handler = "Raising::handle" if family(runtime) == "java" else "app.handler"
        make_project(folder, {"Function": function(runtime, handler)}, files)
        if family(runtime) == "java":
            compile_java(folder / "code")
        done = invoke_with_client(program, folder)
        if not done.answer.strip():
            raise Miss("no answer: " + shorten(done.log))
        document = parsed(done.answer)
        expect_match(expected["payload"], document, "payload")
        expect(sorted(expected["payload"]), sorted(document), "members")

    return each(cases, play)


# --- the log


def code_of_statement(statement):
    if statement.startswith("console."):
        return "nodejs20.x", {"app.js": f"exports.handler = async (event, context) => {{ {statement} }};\n"}
    head = "import json, logging\nlogger = logging.getLogger()\nlogger.setLevel(logging.INFO)\n"
    return "python3.11", {"app.py": f"{head}def handler(event, context):\n    {statement}\n"}


def log_lines(program, folder, cases):
    def play(given, expected):
        if not given.get("cold", True):
            raise Miss("a warm call is not played")
        runtime, files = code_of_statement(given["function"])
        properties = {"LoggingConfig": {"LogFormat": "JSON"}} if given.get("logFormat", "Text").upper() == "JSON" else {}
        make_project(folder, {"Function": function(runtime, **properties)}, files)
        log = invoke_once(program, folder).log
        lines = log.split("\n")
        while lines and not re.match(r"START |\{", lines[0]):
            lines.pop(0)
        for wanted in expected["lines"]:
            got = lines.pop(0) if lines else ""
            if isinstance(wanted, dict):
                expect_match(wanted, parsed(got), "line")
            elif not same_text(wanted.rstrip("\n\t"), got.rstrip("\t")):
                raise Miss(f"line: {wanted!r} was recorded, {got!r} came")

    return each(cases, play)


GROUPS = {
    "rie-runtime-api": runtime_api,
    "aws-runtime-environment": environment,
    "aws-runtime-error-shape": error_shape,
    "aws-log-lines": log_lines,
}
