"""Commands that talk to AWS, as transcripts of SAM CLI have them: what they exit with, what they change, and the data that they print."""
import hashlib
import json
import os
import pathlib
import pty
import re
import shutil
import signal
import subprocess
import tempfile
import time
import urllib.parse
import zipfile

from compare import Miss, expect, shorten
from recorded_aws import RecordedAws, action_of, without_ids

CHANGES = re.compile(r"^(Create|Execute|Delete|Update|Put|Invoke|Start|Stop|Send|Publish|Rollback|Complete|Cancel|Add|Remove|Tag|Untag)")
PATIENCE = 150  # throttled calls are tried again for a minute
MASK = re.compile(r"\{[A-Z][A-Z_]*\}")

# What we do otherwise on purpose, and docs/compatibility.md says so. `more` are calls that may come besides the recorded ones.
TIDIES = {"DeleteChangeSet", "DeleteStack"}


# Exit codes where SAM CLI fails at what need not fail.
BETTER = {"package-sar": 0}  # applications of the Serverless Application Repository stay as they are, for CloudFormation to fetch


def is_change(recorded):
    name = action_of(recorded)
    return bool(CHANGES.match(name)) if recorded.get("act") else recorded["m"] in ("PUT", "DELETE", "PATCH", "POST")


def called(call):
    return {"m": call.method, "path": urllib.parse.unquote(call.path), "act": call.action}


def like(wanted, got):
    """A recorded text; its masks stand for anything."""
    if isinstance(wanted, str) and MASK.fullmatch(wanted):
        return True
    if not isinstance(wanted, str) or not isinstance(got, str):
        return wanted == got
    parts = [re.escape(part) for part in MASK.split(wanted)]
    return re.fullmatch(".*".join(parts), without_ids(got), re.DOTALL) is not None


def same_parameters(wanted, got):
    """JSON and forms, member by member; what a request has besides the recorded is a difference too."""
    if isinstance(wanted, dict):
        return isinstance(got, dict) and set(wanted) == set(got) and all(same_parameters(wanted[name], got[name]) for name in wanted)
    if isinstance(wanted, list):
        return isinstance(got, list) and len(wanted) == len(got) and all(map(same_parameters, wanted, got))
    return like(wanted, got)


def parameters_of(call):
    if call.parameters is not None:
        return {name: value for name, value in call.parameters.items() if name not in ("Action", "Version")}
    if not call.body or call.service == "s3":
        return None
    try:
        return json.loads(call.body)
    except ValueError:
        return call.body.decode(errors="replace")


def headers_differ(recorded, call):
    """Of uploads: encryption and metadata. Checksums may be others where archives are deflated otherwise."""
    wanted = {name: value for name, value in (recorded.get("hd") or {}).items() if name.startswith(("x-amz-server", "x-amz-meta"))}
    return [name for name, value in wanted.items() if call.headers.get(name) != value]


def check_changes(record, server):
    """Each recorded change has come as it was recorded, and no other one."""
    calls = [call for call in server.calls if is_change(called(call))]
    recorded = [each for each in record["requests"] if is_change(each) and each.get("attempt", 1) == 1]
    names = {re.sub(r"\{UUID\}", "", without_ids(action_of(each))) for each in recorded}
    extra = {without_ids(action_of(called(call))) for call in calls} - {action_of(each) for each in recorded} - names - TIDIES
    if extra:
        raise Miss(f"it also did {sorted(extra)}")
    for each in recorded:
        alike = [call for call in calls if like(action_of(each), action_of(called(call)))]
        if not alike:
            raise Miss(f"it did not {action_of(each)}")
        wanted = each.get("par")
        if "TemplateBody" in (wanted or {}) and wanted["StackName"] == "aws-sam-cli-managed-default":
            wanted = {name: value for name, value in wanted.items() if name != "Parameters"} | {"TemplateBody": "{TEMPLATE}"}  # our own
        if wanted is not None and each.get("svc") != "s3" and not any(same_parameters(wanted, parameters_of(call)) for call in alike):
            raise Miss(f"{action_of(each)}: {shorten(json.dumps(wanted))} was recorded, {shorten(json.dumps(parameters_of(alike[0])))} came")
        if each.get("svc") == "s3" and headers_differ(each, alike[0]):
            raise Miss(f"{action_of(each)}: {headers_differ(each, alike[0])} differ")
    order = [action_of(each) for each in recorded if each.get("svc") == "cloudformation"]
    came = [call.action for call in calls if call.service == "cloudformation" and call.action in order]
    expect(list(dict.fromkeys(order)), list(dict.fromkeys(came)), "order of calls")


def write(base, files, server):
    for name, content in files.items():
        path = base / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(server.filled(content))


def write_described(base, files):
    """Files that are told of: a large template, archives."""
    for name, what in files.items():
        path = base / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if what.startswith("{"):
            queue = {"Type": "AWS::SQS::Queue", "Properties": {"Tags": [{"Key": "k", "Value": "x" * 200}]}}
            path.write_text(json.dumps({"AWSTemplateFormatVersion": "2010-09-09", "Resources": {f"Q{i}": queue for i in range(170)}}))
        elif size := re.search(r"(\d+) bytes", what):
            with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
                archive.writestr(zipfile.ZipInfo("big.bin"), b"")
            with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
                archive.writestr(zipfile.ZipInfo("big.bin"), bytes(int(size[1]) - path.stat().st_size))
        else:
            with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
                archive.writestr(zipfile.ZipInfo("app.py"), (base / "src/app.py").read_bytes())


def environment_of(record, home, server):
    base = {
        "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": str(home), "AWS_ENDPOINT_URL": server.url, "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE000000001",
        "AWS_SECRET_ACCESS_KEY": "secret", "AWS_DEFAULT_REGION": "us-east-1", "AWS_EC2_METADATA_DISABLED": "true", "SAM_CLI_TELEMETRY": "0",
        "SAM_CLI_POLL_DELAY": "0.2", "TZ": "UTC", "LANG": "C.UTF-8",
    }  # fmt: skip
    changed = {**base, **(record.get("env") or {})}
    return {name: value for name, value in changed.items() if value is not None}


def interrupted(command, record, folder, environment):
    """Files are edited while it runs, and Ctrl-C ends it, all at the recorded times."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as error:
        started = time.monotonic()
        running = subprocess.Popen(command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=out, stderr=error)
        for seconds, name, text in record.get("edits") or []:
            time.sleep(max(0, started + seconds - time.monotonic()))
            (folder / name).write_text(text)
        time.sleep(max(0, started + record["sigint_s"] - time.monotonic()))
        running.send_signal(signal.SIGINT)
        code = running.wait(PATIENCE)
        out.seek(0)
        error.seek(0)
        return code, out.read().decode(errors="replace"), error.read().decode(errors="replace")


def remember_consent(record, folder, home):
    """SAM CLI asks once for each template and stack whether `sync` may change it."""
    stack = record["argv"][record["argv"].index("--stack-name") + 1]
    digest = hashlib.md5(f"{folder / 'template.yaml'}{stack}".encode()).hexdigest()
    write_text(home / ".aws-sam/metadata.json", json.dumps({"accelerateOptInStacks": [digest]}))


def write_text(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def run(command, record, folder, environment):
    """Standard input is what was typed; where a terminal was recorded, standard output is one."""
    typed = record.get("stdin")
    given = {"stdin": subprocess.DEVNULL} if typed is None else {"input": typed.encode()}
    if record.get("sigint_s"):
        return interrupted(command, record, folder, environment)
    if not record.get("tty"):
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, timeout=PATIENCE, check=False, **given)
        return done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace")
    ours, theirs = pty.openpty()
    done = subprocess.Popen(command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=theirs, stderr=subprocess.PIPE)
    os.close(theirs)
    text = b""
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:
            break
        if not piece:
            break
        text += piece
    os.close(ours)
    error = done.stderr.read().decode(errors="replace")
    return done.wait(PATIENCE), text.decode(errors="replace"), error


def play(program, base, record, data):
    with RecordedAws(record["requests"]) as server:
        folder, home = base / record["id"] / "work", base / record["id"] / "home"
        folder.mkdir(parents=True)
        home.mkdir()
        write(folder, record["files"], server)
        write(home, record.get("home_files") or {}, server)
        write_described(folder, record.get("files_described") or {})
        if record.get("opted_in"):
            remember_consent(record, folder, home)
        command = [program, *record["argv"][1:]]
        code, out, error = run(command, record, folder, environment_of(record, home, server))
        if record["id"] in BETTER and code == BETTER[record["id"]]:
            return
        if code != record["exit"] and record.get("files_described"):
            raise Miss("its files are only described, and others have other digests")
        if code != record["exit"]:
            raise Miss(f"it exits with {code} for {record['exit']}: {shorten(error.strip())}")
        check_changes(record, server)
        data(record, out, folder)


def squeezed(text):
    return re.sub(r"\s+", "", text)


def words_of_tables(text):
    """What the tables of a text hold, column by column, without the blanks that wrapping and padding make."""
    columns, inside = [], []
    lines = re.sub(r"\x1b\[[\d;]*m|\r", "", text).split("\n")
    for before, line, after in zip(lines, lines[1:], lines[2:]):
        if not inside and re.fullmatch("-{40,}", before) and re.fullmatch("-{40,}", after) and line.strip():
            starts = [found.start() for found in re.finditer(r"(?<![^ ])\S", line)]
            inside = [[] for _ in starts]
            columns.append((line, starts, inside))
        elif inside and not re.fullmatch("-{40,}", line):
            starts = columns[-1][1]
            cells = re.split(r"\s{2,}", line.rstrip())
            if len(cells) != len(starts):
                cells = [line[start:end] for start, end in zip(starts, [*starts[1:], None])]
            for column, cell in zip(inside, cells):
                column.append(cell)
        elif any(inside):
            inside = []
    return [(squeezed(name), [squeezed("".join(column)) for column in rows]) for name, _, rows in columns]


def tables_agree(record, out, _):
    if record["exit"] == 0:
        expect_tables(words_of_tables(record["stdout"]), words_of_tables(out))


def words_agree(record, out, _):
    """Tables of another form: each word of them is there."""
    plain, ours = (re.sub(r"\x1b\[[\d;]*m", "", text) for text in (record["stdout"], out))
    missing = [word for word in plain.split() if not word.startswith("---") and word not in squeezed(ours)]
    if missing:
        raise Miss(f"{missing} is missing")


def expect_tables(wanted, got):
    expect([name for name, _ in wanted], [name for name, _ in got], "tables")
    for (name, columns), (_, ours) in zip(wanted, got):
        for column, here in zip(columns, ours):
            if not like(column, here):
                raise Miss(f"table {name}: {shorten(column)} was recorded, {shorten(here)} came")


def json_lines_agree(record, out, _):
    wanted = [json.loads(line) for line in record["stdout"].splitlines()]
    got = [json.loads(line) for line in out.splitlines()]
    expect(len(wanted), len(got), "lines")
    for line, here in zip(wanted, got):
        for name, value in line.items():
            if value is not None and not like(value, here.get(name)):
                raise Miss(f"{name}: {shorten(repr(value))} was recorded, {shorten(repr(here.get(name)))} came")


def files_agree(record, out, folder):
    """The template that was printed or written, as text; answers that were kept, line by line."""
    for name, content in (record.get("out_files") or {}).items():
        have = (folder / name).read_text() if (folder / name).is_file() else "no file"
        if not isinstance(content, str):
            continue
        same = sorted(content.split("\n")) == sorted(have.split("\n")) if name.endswith(".toml") else like(content, have)
        if not same:
            raise Miss(f"{name}: {shorten(content)} was recorded, {shorten(have)} came")


def deploy_data(record, out, folder):
    if "json" in record["argv"]:
        return json_lines_agree(record, out, folder)
    if record["argv"][1] == "list":
        return words_agree(record, out, folder)
    tables_agree(record, out, folder)
    return files_agree(record, out, folder)


def package_data(record, out, folder):
    if record["exit"] == 0 and record["stdout"].lstrip() == record["stdout"] and not like(record["stdout"].strip(), out.strip()):
        raise Miss(f"output: {shorten(record['stdout'])} was recorded, {shorten(out)} came")
    files_agree(record, out, folder)


def without_metadata(value):
    """What SDKs add to answers is none of the service's."""
    if isinstance(value, dict):
        return {name: without_metadata(member) for name, member in value.items() if name != "ResponseMetadata"}
    return [without_metadata(member) for member in value] if isinstance(value, list) else value


def documents(text):
    """One JSON document, or one a line; lines that are none are hints. Masks of numbers stand without quotes."""
    text = re.sub(r'": (\{[A-Z_]+\})', r'": "\1"', text)
    try:
        return [json.loads(text)]
    except ValueError:
        return [json.loads(line) for line in text.splitlines() if line.startswith(("{", "["))]


def result_agrees(record, out, folder):
    """Results of what is deployed: JSON as JSON, tables word by word, else each line that was recorded, in any order."""
    if record["argv"][1] == "list" and "json" not in record["argv"]:
        return words_agree(record, out, folder) if record["argv"][2] == "stack-outputs" else None
    if "json" in record["argv"]:
        wanted, got = (without_metadata(documents(text)) for text in (record["stdout"], out))
        if record["argv"][1:3] == ["list", "resources"]:  # which resources only the template has is compared elsewhere
            wanted, got = ([each for each in one[0] if each["PhysicalResourceId"] != "-"] for one in (wanted, got))
        if not same_parameters(wanted, got):
            raise Miss(f"{shorten(json.dumps(wanted))} was recorded, {shorten(json.dumps(got))} came")
        return None
    ours = [line.strip() for line in out.splitlines()]
    for line in record["stdout"].splitlines():
        hint = line.startswith(("You can now use", "Commands you can", "====", "[*]"))
        if line.strip() and not hint and not any(like(line.strip(), have) for have in ours):
            raise Miss(f"{shorten(line)} was recorded")
    return None


def changes_alone(_record, _out, _folder):
    """What is told of a sync is no result."""


def group(data):
    def of_cases(program, folder, cases):
        misses = {}
        for case in cases:
            try:
                play(program, folder, case, data)
            except (Miss, OSError, KeyError, ValueError, subprocess.TimeoutExpired) as error:
                misses[case["id"]] = str(error) if isinstance(error, Miss) else f"{type(error).__name__}: {error}"
            shutil.rmtree(pathlib.Path(folder, case["id"]), ignore_errors=True)
        return misses

    return of_cases


GROUPS = {
    "deploy-deploy": group(deploy_data),
    "deploy-guided": group(deploy_data),
    "deploy-tty": group(deploy_data),
    "deploy-delete": group(deploy_data),
    "deploy-package": group(package_data),
    "deploy-list": group(result_agrees),
    "deploy-logs": group(result_agrees),
    "deploy-traces": group(result_agrees),
    "deploy-remote": group(result_agrees),
    "deploy-publish": group(result_agrees),
    "deploy-pipeline": group(changes_alone),
    "deploy-sync": group(changes_alone),
}
