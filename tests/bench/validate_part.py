"""The figures of `cxsam validate`, beside `cfn-lint` and `sam validate --lint` where they are installed."""
import json
import os
import pathlib
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
Outputs:
  Url: {Value: !Sub 'https://${ServerlessRestApi}.execute-api.${AWS::Region}.amazonaws.com/Prod/hello'}
"""

# Ten resources that belong together, as people write them; `@` is their number.
GROUP = """  Worker@:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Runtime: python3.13
      CodeUri: s3://artifacts-of-everyone/worker-@.zip
      Timeout: 20
      Environment:
        Variables:
          TABLE: !Ref Table@
          TOPIC: !Sub '${Topic@}'
      Policies:
        - DynamoDBCrudPolicy:
            TableName: !Ref Table@
      Events:
        Get:
          Type: Api
          Properties:
            Path: /items/@
            Method: get
  Table@:
    Type: AWS::DynamoDB::Table
    DeletionPolicy: Retain
    UpdateReplacePolicy: Retain
    Properties:
      AttributeDefinitions:
        - AttributeName: id
          AttributeType: S
      KeySchema:
        - AttributeName: id
          KeyType: HASH
      BillingMode: PAY_PER_REQUEST
  Queue@:
    Type: AWS::SQS::Queue
    Properties:
      VisibilityTimeout: 120
      RedrivePolicy:
        deadLetterTargetArn: !GetAtt Failed@.Arn
        maxReceiveCount: 3
  Failed@:
    Type: AWS::SQS::Queue
    Properties:
      MessageRetentionPeriod: 1209600
  Topic@:
    Type: AWS::SNS::Topic
    Properties:
      Subscription:
        - Protocol: sqs
          Endpoint: !GetAtt Queue@.Arn
  Bucket@:
    Type: AWS::S3::Bucket
    DeletionPolicy: Retain
    UpdateReplacePolicy: Retain
    Properties:
      BucketEncryption:
        ServerSideEncryptionConfiguration:
          - ServerSideEncryptionByDefault:
              SSEAlgorithm: AES256
  Role@:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal: {Service: events.amazonaws.com}
            Action: sts:AssumeRole
  Alarm@:
    Type: AWS::CloudWatch::Alarm
    Properties:
      Namespace: AWS/SQS
      MetricName: ApproximateAgeOfOldestMessage
      Dimensions:
        - {Name: QueueName, Value: !GetAtt Queue@.QueueName}
      Statistic: Maximum
      Period: 300
      EvaluationPeriods: 1
      Threshold: 600
      ComparisonOperator: GreaterThanThreshold
  Log@:
    Type: AWS::Logs::LogGroup
    Properties: {RetentionInDays: 30}
  Name@:
    Type: AWS::SSM::Parameter
    Properties:
      Type: String
      Value: !Ref Table@
"""
RESOURCES_IN_GROUP = 10


def mixed(resources):
    """A template of whole groups."""
    groups = [GROUP.replace("@", str(i)) for i in range(resources // RESOURCES_IN_GROUP)]
    return "Transform: AWS::Serverless-2016-10-31\nResources:\n" + "".join(groups)


def conditional(conditions):
    """Conditions over parameters and over each other, each with a resource and values that hang on them."""
    lines = ["Parameters:"]
    for i in range(conditions):
        lines.append(f"  Size{i}: {{Type: String, AllowedValues: [small, large], Default: small}}")
    lines.append("Conditions:")
    for i in range(conditions):
        equals = f"!Equals [!Ref Size{i}, large]"
        if i > 1:
            equals = f"!Or [{equals}, !And [{{Condition: Is{i - 1}}}, !Not [{{Condition: Is{i - 2}}}]]]"
        lines.append(f"  Is{i}: {equals}")
    lines.append("Resources:")
    for i in range(conditions):
        other = (i * 7 + 3) % conditions
        lines += [f"  Queue{i}:", "    Type: AWS::SQS::Queue", f"    Condition: Is{i}", "    Properties:",
                  f"      VisibilityTimeout: !If [Is{other}, 60, !If [Is{(other + 1) % conditions}, 90, 120]]",
                  f"      KmsMasterKeyId: !If [Is{other}, alias/aws/sqs, !Ref AWS::NoValue]",
                  f"      QueueName: !If [Is{(other + 2) % conditions}, 'queue-{i}', 'other-{i}']"]
    return "\n".join(lines) + "\n"


def environment_of_peers():
    return {"AWS_DEFAULT_REGION": "us-east-1", "SAM_CLI_TELEMETRY": "0"}


def ends_in_time(argv):
    try:
        subprocess.run(argv, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        return False
    return True


def beside(bench, measure, name, arguments_of_peers, least, runs):
    for peer, argv in arguments_of_peers:
        if not ends_in_time(argv):
            print(f"  beside {peer}, {name}: not done after {PATIENCE} s")
            continue
        time, _, _ = measure(argv, runs, expect=None)
        bench.row(f"  beside {peer}, {name}", time, "ms", f"{time / least:.0f} x cxsam; peak {bench.peak_mib(argv):.0f} MiB")


def peers_for(bench, path):
    peers = []
    if bench.peers["cfn-lint"]:
        peers.append(("cfn-lint", [bench.peers["cfn-lint"], str(path)]))
    if bench.peers["sam"]:
        peers.append(("sam validate --lint", [bench.peers["sam"], "validate", "--lint", "--template-file", str(path)]))
    return peers


def in_process(bench, path, runs):
    program = pathlib.Path(bench.cxsam).parent / "tests" / "validate_bench"
    if not program.exists():
        return
    done = subprocess.run([program, str(path), str(runs)], capture_output=True, check=True)
    inside = json.loads(done.stdout)
    bench.row(f"  in process, {inside['findings']} findings", inside["validate_ms"], "ms", f"of which reading {inside['read_ms']:.2f}")


def validate(bench, measure):
    os.environ.update(environment_of_peers())
    for peer, program in bench.peers.items():
        if not program:
            print(f"skipped: no {peer}")
    cases = {"hello-world": (HELLO, 100, 3, "< 5 ms"), "500 mixed resources": (mixed(500), 30, 1, "< 30 ms, < 20 MiB"),
             "5,000 mixed resources": (mixed(5000), 5, 0, "10 x that of 500"),
             "500 serverless resources": (serverless.template(500), 30, 1, "< 60 ms, < 15 MiB"),
             "5,000 serverless resources": (serverless.template(5000), 5, 0, "10 x that of 500"),
             "60 conditions": (conditional(60), 30, 1, "")}
    cases.update({given.name: (given.read_text(), 30, 1, "") for given in bench.templates})
    for name, (text, runs, runs_of_peers, target) in cases.items():
        path = bench.folder / f"{name.replace(',', '').replace(' ', '-')}.yaml"
        path.write_text(text)
        argv = [bench.cxsam, "validate", str(path)]
        least, median, _ = measure(argv, runs, expect=(0, 1))
        bench.row(f"validate {name}, {len(text) // 1024} KB, whole process", least, "ms",
                  f"median {median:.2f}, peak {bench.peak_mib(argv):.1f} MiB", target)
        in_process(bench, path, runs)
        if runs_of_peers:
            beside(bench, measure, name, peers_for(bench, path), least, runs_of_peers)
    many(bench, measure)


def many(bench, measure):
    """Files of a project of many stacks: some small, some of a few dozen resources."""
    folder = bench.folder / "many-templates"
    folder.mkdir()
    paths = []
    for i in range(50):
        paths.append(str(folder / f"stack{i}.yaml"))
        pathlib.Path(paths[-1]).write_text(mixed(RESOURCES_IN_GROUP * (1 + i % 6)))
    size = sum(os.path.getsize(path) for path in paths)
    argv = [bench.cxsam, "validate", *paths]
    least, median, cpu = measure(argv, 20, expect=(0, 1))
    bench.row(f"validate 50 files, {size // 1024} KB, whole process", least, "ms",
              f"median {median:.2f}, CPU {cpu:.1f}, peak {bench.peak_mib(argv):.1f} MiB", "< 60 ms")
    if bench.peers["cfn-lint"]:
        beside(bench, measure, "50 files", [("cfn-lint", [bench.peers["cfn-lint"], *paths])], least, 1)
