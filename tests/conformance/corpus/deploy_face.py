"""Commands that talk to AWS, as transcripts of SAM CLI have them: what they exit with, what they change, and the data that they print."""
import json
import os
import pathlib
import pty
import re
import shutil
import subprocess
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


def run(command, record, folder, environment):
    """Standard input is what was typed; where a terminal was recorded, standard output is one."""
    typed = record.get("stdin")
    given = {"stdin": subprocess.DEVNULL} if typed is None else {"input": typed.encode()}
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
}
