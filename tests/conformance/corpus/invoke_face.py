"""What the caller of a function sees."""
import json

import runtime_face
from compare import Miss, each, expect_body, parsed, shorten
from program import Started, function, make_project, scripted, understands

INVOCATIONS = "/2015-03-31/functions/{}/invocations"

# --- rie-invoke: calls in one environment, in the order of the cases; `next invoke after:` continues the one that is named

BEHAVIOURS = {
    "process exits with status 3 during invoke": {"do": "exit 3"},
    "process killed by SIGKILL during invoke": {"do": "kill"},
    "handler exceeds the 3 s timeout": {"do": "sleep"},
}
RESPONSE, ERROR = "/2018-06-01/runtime/invocation/{id}/response", "/2018-06-01/runtime/invocation/{id}/error"


def post(path, body, **headers):
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return {"call": {"method": "POST", "path": path, "headers": named, "body": body}, "number": 0}


# What the function of the emulator's probe did for events whose call of the Runtime API is not among the cases.
PROBE = {
    "nonjson": {"answer": "not json"},
    "dump": {"answer": '{"dumped":true}'},
    "badmode": post(RESPONSE, "{}", Lambda_Runtime_Function_Response_Mode="other"),
    "stream": post(RESPONSE, "abc", Lambda_Runtime_Function_Response_Mode="streaming"),
    "big": post(RESPONSE, "<6291658 bytes>"),
    "edge": post(RESPONSE, "<6291556 bytes>"),
    "err": post(ERROR, '{"errorMessage":"m","errorType":"T","stackTrace":[]}', Lambda_Runtime_Function_Error_Type="Runtime.Custom"),
    "errempty": post(ERROR, ""),
    "initerr": post("/2018-06-01/runtime/init/error", "{}") | {"after": "1"},
}


def probe_events():
    """What the probe does for an event is its call of the group rie-runtime-api."""
    events = dict(PROBE)
    for number, case in enumerate(runtime_face.RELATED.get("rie-runtime-api", [])):
        if case["input"]["phase"] != "init":
            step = {"call": case["input"]["request"], "number": number}
            if case["input"]["request"]["path"].endswith("/init/error"):
                step["after"] = "1"
            events[json.loads(case["input"]["phase"].removeprefix("invoke:"))["k"]] = step
    return events


def compare_invoke(expected, answer):
    """Where Lambda is on record with another form than its emulator, Lambda's counts: an error document where the emulator answers nothing at all
    or bare text, and no number of bytes in Function.ResponseSizeTooLarge."""
    wanted, got = expected["body"], answer.body.decode(errors="replace")
    failed = "x-amz-function-error" in {name.lower() for name, _ in answer.headers}
    document = parsed(got)
    if wanted == "" and expected["rie_http_status"] == 502:
        if not failed or "errorType" not in document:
            raise Miss(f"a failure was recorded, {shorten(got)} came")
    elif wanted.startswith("Task timed out"):
        if not failed or not document["errorMessage"].endswith(" Error: " + wanted):
            raise Miss(f"{wanted} was recorded, {shorten(got)} came")
    elif "Function.ResponseSizeTooLarge" in wanted:
        pieces = parsed(wanted)["errorMessage"].split(" (")
        expect_body(json.dumps({**parsed(wanted), "errorMessage": f"{pieces[0]}{pieces[1].split(')')[1]} ({pieces[2]}"}), got)
    else:
        expect_body(wanted, got)


def rie_invoke(program, folder, cases):
    if not understands(program, "local", "start-lambda"):
        return {case["id"]: "there is no `cxsam local start-lambda`" for case in cases}
    misses = {}
    for case in cases:
        given = case["input"]
        behaviour = given["behaviour"]
        before = behaviour.removeprefix("next invoke after: ")
        plan = {"events": probe_events()}
        code = {}
        if before in BEHAVIOURS:
            plan["events"]["first"] = BEHAVIOURS[before]
        if before.startswith("process exits ") and before.endswith(" before the first /next"):
            plan["start"] = "exit " + before.split()[2]
        if before.startswith("RIC posts /init/error"):
            plan |= {"start": "import error", "document": parsed(case["expected"]["body"])}
        if before != "bootstrap path does not exist":
            code = scripted(plan)

        def play(given, expected):
            target = INVOCATIONS.format("probe")
            make_project(folder, {"probe": function("provided.al2023", Timeout=given["timeoutSeconds"])}, code)
            with Started(program, folder, "local", "start-lambda") as server:
                event = given["event"]
                if before in BEHAVIOURS:
                    answer = server.request("POST", target, body=json.dumps({"k": "first"}).encode())
                if before != behaviour or before not in BEHAVIOURS:
                    answer = server.request("POST", target, body=json.dumps(event).encode())
            compare_invoke(expected, answer)

        misses |= each([case], play)
        for left in (folder / "code").glob("*"):
            left.unlink()
    return misses


GROUPS = {"rie-invoke": rie_invoke}
