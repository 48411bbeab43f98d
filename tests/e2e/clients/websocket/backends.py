"""WebSocket APIs before servers and services, and signed calls of @connections. Usage: backends.py CXSAM FOLDER"""

import http.server
import json
import os
import re
import signal
import socket as sockets
import subprocess
import sys
import threading

import boto3
import botocore
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

CXSAM, FOLDER = sys.argv[1:]

TEMPLATE = """Resources:
  Chat:
    Type: AWS::ApiGatewayV2::Api
    Properties: {Name: chat, ProtocolType: WEBSOCKET, RouteSelectionExpression: $request.body.action}
  Stage:
    Type: AWS::ApiGatewayV2::Stage
    Properties: {ApiId: !Ref Chat, StageName: live, StageVariables: {place: PLACE}}
  Door:
    Type: AWS::ApiGatewayV2::Integration
    Properties:
      ApiId: !Ref Chat
      IntegrationType: HTTP_PROXY
      IntegrationMethod: POST
      IntegrationUri: http://${stageVariables.place}/door
      RequestParameters:
        integration.request.header.X-Connection: context.connectionId
        integration.request.querystring.who: route.request.querystring.who
  Mapped:
    Type: AWS::ApiGatewayV2::Integration
    Properties:
      ApiId: !Ref Chat
      IntegrationType: HTTP
      IntegrationMethod: PUT
      IntegrationUri: http://PLACE/mapped/{id}
      RequestParameters: {integration.request.path.id: route.request.body.id, integration.request.header.X-Kind: "'mapped'"}
      RequestTemplates: {$default: '{"id": $input.json("$.id"), "from": "$context.connectionId"}'}
  MappedAnswer:
    Type: AWS::ApiGatewayV2::IntegrationResponse
    Properties:
      ApiId: !Ref Chat
      IntegrationId: !Ref Mapped
      IntegrationResponseKey: $default
      ResponseTemplates: {$default: '{"seen": $input.json("$")}'}
  MappedFault:
    Type: AWS::ApiGatewayV2::IntegrationResponse
    Properties:
      ApiId: !Ref Chat
      IntegrationId: !Ref Mapped
      IntegrationResponseKey: /4\\d\\d/
      ResponseTemplates: {$default: '{"fault": "$context.connectionId"}'}
  Queue:
    Type: AWS::ApiGatewayV2::Integration
    Properties:
      ApiId: !Ref Chat
      IntegrationType: AWS
      IntegrationMethod: POST
      IntegrationUri: arn:aws:apigateway:eu-west-1:states:action/StartExecution
      RequestTemplates: {$default: '{"input": "$util.escapeJavaScript($input.json("$"))"}'}
  Nobody:
    Type: AWS::ApiGatewayV2::Integration
    Properties: {ApiId: !Ref Chat, IntegrationType: HTTP_PROXY, IntegrationMethod: GET, IntegrationUri: "http://127.0.0.1:1/"}
"""


def route(key, integration):
    name = re.sub(r"\W", "", key).title() + "Route"
    return f"""  {name}:
    Type: AWS::ApiGatewayV2::Route
    Properties: {{ApiId: !Ref Chat, RouteKey: {key}, RouteResponseSelectionExpression: $default, Target: !Sub "integrations/${{{integration}}}"}}
  {name}Response:
    Type: AWS::ApiGatewayV2::RouteResponse
    Properties: {{ApiId: !Ref Chat, RouteId: !Ref {name}, RouteResponseKey: $default}}
"""


class Mirror(http.server.BaseHTTPRequestHandler):
    """Gives back what it gets; 403 for who is called eve, 404 for the id 404."""

    def answer(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        headers = {name.lower(): value for name, value in self.headers.items()}
        text = json.dumps({"method": self.command, "target": self.path, "headers": headers, "body": body}).encode()
        status = 403 if "eve" in self.path else 404 if self.path.endswith("/404") else 200
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        if headers.get("x-connection"):
            self.send_header("Sec-WebSocket-Protocol", "chat")
        self.end_headers()
        self.wfile.write(text)

    do_POST = do_PUT = do_GET = answer

    def log_message(self, *_):
        pass


def ask(socket, **message):
    socket.send(json.dumps(message))
    return json.loads(socket.recv(timeout=30))


def check_backends(port):
    live = f"ws://127.0.0.1:{port}/live"
    try:
        connect(live + "?who=eve")
        raise AssertionError("eve is in")
    except InvalidStatus as refused:
        assert refused.response.status_code == 403, refused
        assert json.loads(refused.response.body)["target"] == "/door?who=eve"
    with connect(live + "?who=me", subprotocols=["chat"]) as socket:
        assert socket.subprotocol == "chat"
        passed = ask(socket, action="pass", text="é")
        assert passed["method"] == "POST" and passed["target"] == "/door", passed
        assert json.loads(passed["body"]) == {"action": "pass", "text": "é"}, passed
        identity = passed["headers"]["x-connection"]
        mapped = ask(socket, action="mapped", id="a b")["seen"]
        assert mapped["method"] == "PUT" and mapped["target"] == "/mapped/a%20b", mapped
        assert mapped["headers"]["x-kind"] == "mapped" and mapped["headers"]["x-amzn-apigateway-api-id"] == "Chat"
        assert json.loads(mapped["body"]) == {"id": "a b", "from": identity}, mapped
        assert ask(socket, action="mapped", id="404") == {"fault": identity}
        assert ask(socket, action="nobody")["message"] == "Internal server error"
        service = ask(socket, action="queue", n=1)
        assert service["headers"]["x-amz-target"] == "AWSStepFunctions.StartExecution", service
        assert "/states/aws4_request" in service["headers"]["authorization"], service
        assert json.loads(json.loads(service["body"])["input"]) == {"action": "queue", "n": 1}, service
        check_signatures(port, socket, identity)


def management(host, port, key, secret):
    return boto3.client(
        "apigatewaymanagementapi", endpoint_url=f"http://{host}:{port}/live", region_name="eu-west-1",
        aws_access_key_id=key, aws_secret_access_key=secret)


def fault_of(call, **named):
    try:
        call(**named)
    except botocore.exceptions.ClientError as error:
        return error.response["Error"]["Code"]
    raise AssertionError("it went well")


def check_signatures(port, socket, identity):
    for host in ("127.0.0.1", "chat.localhost"):
        management(host, port, "ALICE", "s").post_to_connection(ConnectionId=identity, Data=host.encode())
        assert socket.recv(timeout=30) == host
        wrong = management(host, port, "ALICE", "t")
        assert fault_of(wrong.post_to_connection, ConnectionId=identity, Data=b"x") == "InvalidSignatureException"
        bob = management(host, port, "BOB", "s")
        assert bob.get_connection(ConnectionId=identity)["Identity"]["SourceIp"] == "127.0.0.1"
        assert fault_of(bob.delete_connection, ConnectionId=identity) == "AccessDeniedException"


def start(place):
    with open(os.path.join(FOLDER, "template.yaml"), "w") as file:
        routes = {"$connect": "Door", "pass": "Door", "mapped": "Mapped", "queue": "Queue", "nobody": "Nobody"}
        file.write((TEMPLATE + "".join(route(*pair) for pair in routes.items())).replace("PLACE", place))
    reads = {"Effect": "Allow", "Action": "execute-api:ManageConnections", "Resource": "arn:aws:execute-api:*:*:Chat/live/GET/*"}
    users = [{"accessKeyId": "ALICE", "secretAccessKey": "s"},
             {"accessKeyId": "BOB", "secretAccessKey": "s", "policies": [{"Statement": reads}]}]
    with open(os.path.join(FOLDER, "users.json"), "w") as file:
        json.dump({"users": users}, file)
    environment = dict(os.environ, AWS_ENDPOINT_URL="http://" + place, AWS_ACCESS_KEY_ID="K", AWS_SECRET_ACCESS_KEY="S")
    return subprocess.Popen(
        [CXSAM, "local", "start-api", "--port", "0", "--no-watch", "--iam-credentials", "users.json"],
        cwd=FOLDER, env=environment, stderr=subprocess.PIPE, text=True)


def ready(program):
    said = ""
    for line in program.stderr:
        said += line
        if "CTRL+C" in line:
            assert "Mounting states:StartExecution at ws://" in said, said
            threading.Thread(target=program.stderr.read, daemon=True).start()
            return re.search(r"Running on http://127\.0\.0\.1:(\d+)", said).group(1)
    raise AssertionError(said)


# "chat.localhost" is this machine wherever the resolver does not know that.
resolve = sockets.getaddrinfo
sockets.getaddrinfo = lambda host, *rest, **named: resolve("127.0.0.1" if host == "chat.localhost" else host, *rest, **named)

mirror = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Mirror)
threading.Thread(target=mirror.serve_forever, daemon=True).start()
served = start(f"127.0.0.1:{mirror.server_port}")
try:
    check_backends(ready(served))
    print("all is well")
finally:
    served.send_signal(signal.SIGTERM)
    served.wait(30)
