import json
import os
import socket
import time


def handler(event, context):
    trace = dict(part.split("=") for part in os.environ.get("_X_AMZN_TRACE_ID", "Root=1-12345678-123456789012345678901234;Parent=0123456789abcdef").split(";"))
    now = time.time()
    segment = {"id": "1111111111111111", "trace_id": trace["Root"], "parent_id": trace["Parent"], "type": "subsegment",
               "name": "DynamoDB", "namespace": "aws", "start_time": now, "end_time": now + 0.02}
    host, port = os.environ["AWS_XRAY_DAEMON_ADDRESS"].split(":")
    text = json.dumps({"format": "json", "version": 1}) + "\n" + json.dumps(segment)
    socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(text.encode(), (host, int(port)))
    time.sleep(0.1)
    return "done"
