"""The figures of `cxsam transform`, beside AWS's translator in Python where that is installed."""
import json
import pathlib
import shutil
import subprocess

import serverless
from peers import PATIENCE

HELLO = """Transform: AWS::Serverless-2016-10-31
Resources:
  Hello:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Runtime: python3.13
      CodeUri: s3://bucket/hello.zip
      Events: {Get: {Type: Api, Properties: {Path: /hello, Method: get}}}
"""

PEER = """
import os, sys, time
os.environ["AWS_DEFAULT_REGION"] = "us-east-1"
from samtranslator.translator.transform import transform
from samtranslator.yaml_helper import yaml_parse
text = open(sys.argv[1]).read()
class Policies:
    def load(self): return {}
best = 1e9
for _ in range(int(sys.argv[2])):
    begin = time.perf_counter()
    transform(yaml_parse(text), {}, Policies())
    best = min(best, time.perf_counter() - begin)
print(best * 1e3)
"""


def resource(i):
    """A resource of what people write: functions with events and policies, tables, queues, state machines."""
    if i % 5 == 4:
        return [f"  Queue{i}:", "    Type: AWS::SQS::Queue", f"    Properties: {{QueueName: queue-{i}, VisibilityTimeout: 60}}"]
    if i % 5 == 3:
        return [f"  Table{i}:", "    Type: AWS::Serverless::SimpleTable", f"    Properties: {{PrimaryKey: {{Name: key{i}, Type: String}}}}"]
    return [f"  Function{i}:", "    Type: AWS::Serverless::Function", "    Properties:", "      Handler: app.handler",
            f"      CodeUri: s3://bucket/function-{i}.zip", f"      Description: handles part {i} of the work",
            "      Policies:", f"        - DynamoDBCrudPolicy: {{TableName: table-{i}}}",
            "        - AWSLambdaVPCAccessExecutionRole",
            f"      Environment: {{Variables: {{TABLE: !Sub 'table-{i}-${{AWS::Region}}', MODE: fast}}}}",
            "      Events:", f"        Get: {{Type: Api, Properties: {{Path: '/items/{i}', Method: get}}}}"]


def template(resources):
    lines = ["Transform: AWS::Serverless-2016-10-31", "Globals:", "  Function: {Timeout: 10, Runtime: python3.13}", "Resources:"]
    for i in range(resources):
        lines += resource(i)
    return "\n".join(lines) + "\n"


def peer_ms(path, runs):
    """Least in-process milliseconds of the Python translator, or nothing where it is not installed."""
    try:
        done = subprocess.run(["python3", "-c", PEER, str(path), str(runs)], capture_output=True, text=True, timeout=runs * PATIENCE)
    except subprocess.TimeoutExpired:
        print(f"  beside the Python translator, in process: not done after {PATIENCE} s a run")
        return None
    return float(done.stdout) if done.returncode == 0 else None


def transform(bench, measure):
    program = pathlib.Path(bench.cxsam).parent / "tests" / "transform_bench"
    targets = {"hello-world": "< 5 ms", "500 resources": "< 45 ms", "5,000 resources": "10 x that of 500",
               "500 serverless resources": "< 38 ms", "5,000 serverless resources": "10 x that of 500"}
    texts = {"hello-world": HELLO, "500 resources": template(500), "5,000 resources": template(5000),
             "500 serverless resources": serverless.template(500), "5,000 serverless resources": serverless.template(5000)}
    texts.update({given.name: given.read_text() for given in bench.templates})
    for name, text in texts.items():
        path = bench.folder / "transformed.yaml"
        path.write_text(text)
        runs = max(5, 100_000 // len(text))
        least, median, _ = measure([bench.cxsam, "transform", str(path)], min(runs, 100))
        peak = bench.peak_mib([bench.cxsam, "transform", str(path)])
        bench.row(f"transform {name}, {len(text) // 1024} KB, whole process", least, "ms",
                  f"median {median:.2f}, peak {peak:.1f} MiB", targets.get(name, ""))
        if program.exists():
            inside = json.loads(subprocess.run([program, str(path), str(min(runs, 200))], capture_output=True, check=True).stdout)
            bench.row(f"  in process, {inside['resources']} resources out", inside["read_ms"] + inside["transform_ms"] + inside["write_ms"],
                      "ms", f"read {inside['read_ms']:.2f}, transform {inside['transform_ms']:.2f}, write {inside['write_ms']:.2f}")
        peer = peer_ms(path, 3 if len(text) < 500_000 else 1) if shutil.which("python3") else None
        if peer:
            bench.row("  beside the Python translator, in process", peer, "ms")
        elif name == "hello-world":
            print("skipped: no samtranslator in python3")
