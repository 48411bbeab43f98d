"""Events of a function whose results go to a topic and to an event bus of moto; prints what a queue behind both hears.

usage: destinations.py MOTO CXSAM, in an empty folder
"""
import http.client
import json
import os
import pathlib
import re
import subprocess
import sys
import time

import boto3

TEMPLATE = """Transform: AWS::Serverless-2016-10-31
Resources:
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src
      Handler: app.handler
      Runtime: python3.12
      EventInvokeConfig:
        MaximumRetryAttempts: 0
        DestinationConfig:
          OnSuccess: {Type: SNS, Destination: "%s"}
          OnFailure: {Type: EventBridge, Destination: "%s"}
"""
HANDLER = """def handler(event, context):
    if event["fail"]:
        raise ValueError("as asked")
    return "done"
"""


def client(service):
    return boto3.client(service, endpoint_url=sys.argv[1], region_name="eu-west-1")


def main():
    sqs, sns, events = client("sqs"), client("sns"), client("events")
    queue = sqs.create_queue(QueueName="heard")["QueueUrl"]
    arn = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    topic = sns.create_topic(Name="done")["TopicArn"]
    sns.subscribe(TopicArn=topic, Protocol="sqs", Endpoint=arn, Attributes={"RawMessageDelivery": "true"})
    bus = events.create_event_bus(Name="failures")["EventBusArn"]
    events.put_rule(Name="all", EventBusName="failures", EventPattern='{"source": ["lambda"]}')
    events.put_targets(Rule="all", EventBusName="failures", Targets=[{"Id": "1", "Arn": arn}])

    pathlib.Path("template.yaml").write_text(TEMPLATE % (topic, bus))
    pathlib.Path("src").mkdir()
    pathlib.Path("src/app.py").write_text(HANDLER)
    server = subprocess.Popen([sys.argv[2], "local", "start-lambda", "--port", "0"], stderr=subprocess.PIPE, text=True, env=os.environ)
    try:
        for line in server.stderr:
            found = re.search(r"Running on http://127.0.0.1:(\d+)", line)
            if found:
                break
        for event in ({"fail": False}, {"fail": True}):
            api = http.client.HTTPConnection("127.0.0.1", int(found[1]))
            api.request("POST", "/2015-03-31/functions/Worker/invocations", json.dumps(event), {"X-Amz-Invocation-Type": "Event"})
            assert api.getresponse().status == 202
        heard, patience = {}, time.monotonic() + 60
        while len(heard) < 2 and time.monotonic() < patience:
            for message in sqs.receive_message(QueueUrl=queue, MaxNumberOfMessages=10, WaitTimeSeconds=1).get("Messages", []):
                body = json.loads(message["Body"])
                heard["bus" if "detail-type" in body else "topic"] = body
        print(json.dumps(heard))
    finally:
        server.terminate()
        server.wait()


main()
