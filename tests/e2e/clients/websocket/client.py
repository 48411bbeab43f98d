"""What a client and a backend see of the WebSocket APIs of template.yaml. Usage: client.py PORT"""

import json
import sys
import time

import boto3
import botocore
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

PORT = sys.argv[1]
LIVE = f"ws://127.0.0.1:{PORT}/live"
PLAIN = f"ws://127.0.0.1:{PORT}/plain"


def ask(socket, message):
    socket.send(message if isinstance(message, str) else json.dumps(message))
    return json.loads(socket.recv(timeout=30))


def refused(query, wanted):
    try:
        connect(LIVE + query)
    except InvalidStatus as error:
        assert error.response.status_code == wanted, error.response.status_code
        return error.response.body
    raise AssertionError("it was let in")


def management(stage="live"):
    keys = {"aws_access_key_id": "test", "aws_secret_access_key": "test", "region_name": "us-east-1"}
    return boto3.client("apigatewaymanagementapi", endpoint_url=f"http://127.0.0.1:{PORT}/{stage}", **keys)


def fault_of(call, *arguments, **named):
    try:
        call(*arguments, **named)
    except botocore.exceptions.ClientError as error:
        return error.response["Error"]["Code"]
    raise AssertionError("it went well")


def check_connect():
    assert refused("?status=403", 403) == b"no"
    body = json.loads(refused("?fail=1", 502))
    assert body["message"] == "Internal server error" and len(body["connectionId"]) == 16, body
    refused("x", 403)
    with connect(LIVE, subprotocols=["one", "two"]) as socket:
        assert socket.subprotocol == "one"
    with connect(LIVE + "/", compression=None) as socket:
        assert socket.protocol.extensions == []


def check_events():
    with connect(LIVE + "?a=1&a=2", user_agent_header="me/1") as socket:
        event = ask(socket, "no json")
        context = event.pop("requestContext")
        assert event == {"stageVariables": {"mood": "good"}, "body": "no json", "isBase64Encoded": False}, event
        assert list(context) == [
            "routeKey", "messageId", "eventType", "extendedRequestId", "requestTime", "messageDirection", "stage",
            "connectedAt", "requestTimeEpoch", "identity", "requestId", "domainName", "connectionId", "apiId"], context
        assert context["routeKey"] == "$default" and context["eventType"] == "MESSAGE"
        assert context["stage"] == "live" and context["domainName"] == f"127.0.0.1:{PORT}"
        assert context["identity"] == {"userAgent": "me/1", "sourceIp": "127.0.0.1"}
        again = ask(socket, {"action": "$connect"})["requestContext"]
        assert again["routeKey"] == "$default" and again["connectionId"] == context["connectionId"]
        assert again["connectedAt"] == context["connectedAt"] and again["messageId"] != context["messageId"]


def check_failures():
    with connect(LIVE) as socket:
        for action in ("fail", "nothing"):
            answer = ask(socket, {"action": action})
            assert list(answer) == ["message", "connectionId", "requestId"], answer
            assert answer["message"] == "Internal server error"
    with connect(PLAIN) as socket:
        assert ask(socket, {"kind": "x", "n": 9})["message"] == "Forbidden"


def check_plain():
    with connect(PLAIN) as socket:
        answer = ask(socket, {"kind": "ask", "n": 1})
        assert answer["route"] == "ask-1" and len(answer["id"]) == 16, answer
        mapped = ask(socket, {"kind": "map", "n": 2})
        assert mapped == {"mapped": 2, "from": answer["id"]}, mapped


def check_management():
    client = management()
    with connect(LIVE) as socket:
        socket.send(json.dumps({"action": "push", "text": "héllo"}))
        assert json.loads(socket.recv(timeout=30))["text"] == "héllo"
        identity = ask(socket, "who")["requestContext"]["connectionId"]
        client.post_to_connection(ConnectionId=identity, Data=b"from boto3")
        assert socket.recv(timeout=30) == "from boto3"
        client.post_to_connection(ConnectionId=identity, Data=b"\xff\x00")
        assert socket.recv(timeout=30) == b"\xff\x00"
        client.post_to_connection(ConnectionId=identity, Data=b"a" * (128 << 10))
        assert len(socket.recv(timeout=30)) == 128 << 10
        too_large = fault_of(client.post_to_connection, ConnectionId=identity, Data=b"a" * ((128 << 10) + 1))
        assert too_large == "PayloadTooLargeException", too_large
        known = client.get_connection(ConnectionId=identity)
        assert known["Identity"]["SourceIp"] == "127.0.0.1"
        assert known["ConnectedAt"] <= known["LastActiveAt"]
        client.delete_connection(ConnectionId=identity)
        try:
            socket.recv(timeout=30)
        except ConnectionClosed as closed:
            assert closed.rcvd.code == 1000, closed
    assert fault_of(client.post_to_connection, ConnectionId=identity, Data=b"x") == "GoneException"
    assert fault_of(client.get_connection, ConnectionId="nonsense!") == "BadRequestException"


def closing_code(send):
    with connect(LIVE, max_size=None) as socket:
        try:
            send(socket)  # which may come to its end after that of the connection
            while True:
                socket.recv(timeout=30)
        except ConnectionClosed as closed:
            return closed.rcvd.code


def check_limits():
    assert closing_code(lambda socket: socket.send(b"binary")) == 1003
    assert closing_code(lambda socket: socket.send("a" * ((32 << 10) + 1))) == 1009
    pieces = ["a" * (32 << 10)] * 4
    assert closing_code(lambda socket: socket.send(iter([*pieces, "a"]))) == 1009
    with connect(LIVE, max_size=None) as socket:
        socket.ping().wait(30)
        socket.send(iter(pieces))
        assert len(json.loads(socket.recv(timeout=30))["body"]) == 128 << 10


def check_many():
    sockets = [connect(PLAIN).__enter__() for _ in range(200)]
    for number, socket in enumerate(sockets):
        socket.send(json.dumps({"kind": "ask", "n": 1, "number": number}))
    ids = {json.loads(socket.recv(timeout=30))["id"] for socket in sockets}
    assert len(ids) == 200
    for socket in sockets:
        socket.close()


for check in (check_connect, check_events, check_failures, check_plain, check_management, check_limits, check_many):
    begin = time.monotonic()
    check()
    print(check.__name__, "ok", round(time.monotonic() - begin, 2))
print("all is well")
