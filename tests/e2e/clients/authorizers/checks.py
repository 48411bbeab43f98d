"""Tokens made by PyJWT and signatures made by botocore, put to `cxsam local start-api`; an issuer of OpenID Connect runs beside it.

usage: checks.py CXSAM FOLDER. FOLDER has the template and its code. Prints what is not as it should be; the exit code is 0 when nothing is.
"""
import base64
import hashlib
import hmac
import http.client
import http.server
import json
import os
import pathlib
import re
import subprocess
import sys
import threading
import time

import jwt
from botocore.auth import SigV4Auth, SigV4QueryAuth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from jwt.algorithms import ECAlgorithm, RSAAlgorithm

ISSUER = "https://issuer.example"
POOL = "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_abc"
USERS = {
    "users": [
        {"accessKeyId": "ALICE", "secretAccessKey": "secret", "sessionToken": "session", "arn": "arn:aws:iam::123456789012:user/alice", "userId": "AIDAALICE"},
        {
            "accessKeyId": "BOB",
            "secretAccessKey": "secret",
            "arn": "arn:aws:iam::123456789012:user/bob",
            "policies": [{"Statement": [{"Effect": "Allow", "Action": "execute-api:Invoke", "Resource": "arn:aws:execute-api:*:*:*/*/GET/*"}]}],
        },
    ]
}
ALICE = Credentials("ALICE", "secret", "session")
BOB = Credentials("BOB", "secret")

KEYS = {"r": rsa.generate_private_key(65537, 2048), "e": ec.generate_private_key(ec.SECP256R1())}
PUBLISHED = ["r", "e"]
ASKED = []
faults = []


def check(what, wanted, got):
    if wanted != got:
        faults.append(f"{what}: {wanted!r} was expected, {got!r} came")


def key_set():
    keys = []
    for name in PUBLISHED:
        made = RSAAlgorithm if isinstance(KEYS[name], rsa.RSAPrivateKey) else ECAlgorithm
        keys.append(json.loads(made.to_jwk(KEYS[name].public_key())) | {"kid": name, "use": "sig"})
    return {"keys": keys}


class Issuer(http.server.BaseHTTPRequestHandler):
    """The OpenID provider of ISSUER, and Amazon Cognito's place for keys, which has no configuration here."""

    def do_GET(self):
        ASKED.append((self.headers["Host"], self.path))
        known = {"/.well-known/openid-configuration": {"issuer": ISSUER, "jwks_uri": ISSUER + "/keys"}, "/keys": key_set()}
        known["/us-east-1_abc/.well-known/jwks.json"] = key_set()
        body = json.dumps(known.get(self.path, {})).encode()
        self.send_response(200 if self.path in known else 404)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def token(claims=None, key="r", algorithm="RS256", kid=None, issuer=ISSUER):
    now = int(time.time())
    given = {"iss": issuer, "aud": "web", "sub": "me", "iat": now, "exp": now + 600} | (claims or {})
    given = {name: value for name, value in given.items() if value is not None}
    return jwt.encode(given, KEYS[key], algorithm, headers={"kid": kid or key})


def encoded(data):
    return base64.urlsafe_b64encode(data if isinstance(data, bytes) else json.dumps(data).encode()).rstrip(b"=").decode()


def confused():
    """HS256 with the public key's PEM as its secret."""
    pem = KEYS["r"].public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    text = encoded({"alg": "HS256", "kid": "r"}) + "." + token().split(".")[1]
    return text + "." + encoded(hmac.new(pem, text.encode(), hashlib.sha256).digest())


class Server:
    def __init__(self, program, folder, *options):
        line = [program, "local", "start-api", "--port", "0", "--no-watch", *options]
        environment = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
        self.process = subprocess.Popen(line, cwd=folder, env=environment, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
        self.said = ""
        while not (found := re.search(r"Running on http://127.0.0.1:(\d+)", self.said)):
            text = self.process.stderr.readline()
            if not text:
                sys.exit("it did not start:\n" + self.said)
            self.said += text
        self.port = int(found[1])
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        for text in self.process.stderr:
            self.said += text

    def ask(self, method, target, headers=None, body=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request(method, target, body, headers or {})
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return answer.status, text, dict((name.lower(), value) for name, value in answer.getheaders())

    def with_token(self, target, value):
        return self.ask("GET", target, {"Authorization": value})

    def stop(self):
        self.process.terminate()
        self.process.wait()


def check_jwt(server):
    for algorithm in ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"]:
        check(algorithm, 200, server.with_token("/jwt", "Bearer " + token(algorithm=algorithm))[0])
    check("ES256", 200, server.with_token("/jwt", token(key="e", algorithm="ES256"))[0])
    status, body, _ = server.with_token("/jwt", "bearer " + token({"groups": ["a", "b"], "n": 7}))
    claims = json.loads(body)["jwt"]["claims"]
    check("claims", ("[a b]", "7", "me"), (claims["groups"], claims["n"], claims["sub"]))
    check("scopes", None, json.loads(body)["jwt"]["scopes"])
    now = int(time.time())
    refused = {
        "no audience": token({"aud": None}),
        "another audience": token({"aud": ["x"]}),
        "another issuer": token({"iss": "https://evil.example"}),
        "expired": token({"exp": now - 120}),
        "no exp": token({"exp": None}),
        "not yet": token({"nbf": now + 600}),
        "issued in the future": token({"iat": now + 600}),
        "none": encoded({"alg": "none", "kid": "r"}) + "." + token().split(".")[1] + ".",
        "confused": confused(),
        "wrong kid": token(kid="e"),
        "unknown kid": token(kid="x"),
        "changed": token()[:-8] + "AAAAAAAA",
        "text": "x",
    }
    for what, value in refused.items():
        status, body, headers = server.with_token("/jwt", value)
        check(what, (401, '{"message":"Unauthorized"}'), (status, body))
        if not headers.get("www-authenticate", "").startswith('Bearer scope="" error="invalid_token" error_description="'):
            faults.append(f"{what}: www-authenticate is {headers.get('www-authenticate')}")
    check("huge", 431, server.with_token("/jwt", token({"x": "y" * 12500}))[0])
    check("aud list", 200, server.with_token("/jwt", token({"aud": ["x", "app"]}))[0])
    check("client_id", 200, server.with_token("/jwt", token({"aud": None, "client_id": "app"}))[0])
    check("a clock half a minute off", 200, server.with_token("/jwt", token({"iat": now + 30, "exp": now - 30}))[0])
    status, _, headers = server.ask("GET", "/jwt")
    check("no token", (401, "Bearer"), (status, headers["www-authenticate"]))
    status, body, headers = server.with_token("/scoped", token({"scope": "a b"}))
    check("no scope", (403, '{"message":"Forbidden"}'), (status, body))
    check("challenge", 'Bearer scope="orders/read" error="insufficient_scope"', headers["www-authenticate"])
    status, body, _ = server.with_token("/scoped", token({"scope": "a orders/read"}))
    check("scope", (200, ["orders/read"]), (status, json.loads(body)["jwt"]["scopes"]))
    check("scp", 200, server.with_token("/scoped", token({"scp": ["orders/read"]}))[0])
    check("who is asked for keys", {("issuer.example", "/.well-known/openid-configuration"), ("issuer.example", "/keys")}, set(ASKED))
    # A new key counts as soon as somebody has a token of it.
    KEYS["new"] = rsa.generate_private_key(65537, 2048)
    PUBLISHED.append("new")
    time.sleep(1.1)
    check("rotated", 200, server.with_token("/jwt", token(key="new"))[0])


def check_pool(server):
    now = int(time.time())
    identity = {"token_use": "id", "aud": "client", "cognito:groups": ["a", "b"], "auth_time": now}
    status, body, _ = server.with_token("/pool", token(identity, issuer=POOL))
    claims = json.loads(body)["claims"]
    check("pool", (200, "a,b", str(now)), (status, claims["cognito:groups"], claims["auth_time"]))
    check("exp", time.strftime("%a %b %d %H:%M:%S UTC %Y", time.gmtime(now + 600)), claims["exp"])
    access = {"token_use": "access", "aud": None, "client_id": "client", "scope": "orders/read"}
    check("access token without scopes", 401, server.with_token("/pool", token(access, issuer=POOL))[0])
    check("access token", 200, server.with_token("/pool-scoped", token(access, issuer=POOL))[0])
    check("other scope", 401, server.with_token("/pool-scoped", token(access | {"scope": "x"}, issuer=POOL))[0])
    status, body, headers = server.with_token("/pool", token(identity | {"exp": now - 120}, issuer=POOL))
    check("expired", (401, '{"message":"The incoming token has expired"}'), (status, body))
    status, body, headers = server.with_token("/pool", token(identity, issuer=ISSUER))
    check("other issuer", (401, '{"message":"Unauthorized"}', "UnauthorizedException"), (status, body, headers["x-amzn-errortype"]))

    def of_client(claims, header="X-Token", route="/pool-of-client"):
        return server.ask("GET", route, {header: token(claims, issuer=POOL)})[0]

    check("validation expression", 200, of_client(identity))
    check("name of the header in capitals", 200, of_client(identity, "X-TOKEN"))
    check("validation expression, part of aud", 401, of_client(identity | {"aud": "client2"}))
    check("validation expression, no aud", 401, of_client(access, route="/pool-of-client-scoped"))
    check("another header", 401, of_client(identity, "Authorization"))
    check("empty header", 401, server.ask("GET", "/pool-of-client", {"X-Token": ""})[0])


def check_functions(server):
    status, body, _ = server.with_token("/check", "good")
    check("allowed", (200, "good", "1"), (status, json.loads(body)["principalId"], json.loads(body)["n"]))
    status, body, _ = server.with_token("/check", "bad")
    check("denied", (403, '{"Message":"User is not authorized to access this resource with an explicit deny"}'), (status, body))
    check("broken", (500, '{"message":null}'), server.with_token("/check", "broken")[:2])
    check("nobody", (401, '{"message":"Unauthorized"}'), server.with_token("/check", "nobody")[:2])
    check("simple", (200, '{"lambda": {"who": "good"}}'), server.ask("GET", "/simple", {"X-T": "good"})[:2])
    check("simple no", (403, '{"message":"Forbidden"}'), server.ask("GET", "/simple", {"X-T": "bad"})[:2])
    check("simple nobody", 401, server.ask("GET", "/simple")[0])


def signed(server, method, target, credentials, service="execute-api", body=b"", host=None, query=False):
    url = f"http://{host or '127.0.0.1'}:{server.port}{target}"
    request = AWSRequest(method, url, data=body, headers={"Content-Type": "text/plain"} if body else {})
    signer = SigV4QueryAuth if query else SigV4Auth
    signer(credentials, service, "us-east-1").add_auth(request)
    prepared = request.prepare()
    headers = {name: value for name, value in prepared.headers.items()}
    if host:
        headers["Host"] = f"{host}:{server.port}"
    target = prepared.url.split(f":{server.port}", 1)[1]
    return server.ask(method, target, headers, body or None)


def check_signatures(server):
    status, body, _ = signed(server, "POST", "/signed?b=2&a=%20x", ALICE, body=b"hello")
    check("signed", (200, "arn:aws:iam::123456789012:user/alice"), (status, json.loads(body)["iam"]["userArn"]))
    status, body, _ = signed(server, "POST", "/rest-signed", ALICE, body=b"hello")
    check("REST", (200, "AIDAALICE", "ALICE"), (status, json.loads(body)["caller"], json.loads(body)["accessKey"]))
    check("presigned", 200, signed(server, "POST", "/rest-signed", ALICE, query=True)[0])
    status, body, headers = signed(server, "POST", "/rest-signed", BOB)
    check("no permission", (403, "AccessDeniedException"), (status, headers["x-amzn-errortype"]))
    check("HTTP API", (403, '{"message":"Forbidden"}'), signed(server, "POST", "/signed", BOB)[:2])
    status, body, headers = signed(server, "POST", "/rest-signed", Credentials("ALICE", "other", "session"))
    check("wrong secret", (403, "InvalidSignatureException"), (status, headers["x-amzn-errortype"]))
    check("no session", 403, signed(server, "POST", "/rest-signed", Credentials("ALICE", "secret"))[0])
    check("unsigned", (403, '{"message":"Missing Authentication Token"}'), server.ask("POST", "/rest-signed")[:2])
    check("unsigned, HTTP API", (403, '{"message":"Forbidden"}'), server.ask("POST", "/signed")[:2])
    # Function URLs: by host and by path.
    host = "hello.lambda-url.localhost"
    status, body, _ = signed(server, "GET", "/a?b=c", ALICE, service="lambda", host=host)
    check("URL by host", (200, "123456789012"), (status, json.loads(body)["iam"]["accountId"]))
    check("URL by path", 200, signed(server, "POST", "/lambda-url/hello/x", ALICE, service="lambda", body=b"b")[0])
    status, body, headers = server.ask("GET", "/lambda-url/hello/")
    check("unsigned URL", (403, "AccessDeniedException"), (status, headers["x-amzn-errortype"]))
    check("its words", True, body.startswith('{"Message":"Forbidden. For troubleshooting Function URL authorization issues'))
    check("another service's signature", 403, signed(server, "GET", "/lambda-url/hello/", ALICE)[0])
    check("URL without permission", 403, signed(server, "GET", "/lambda-url/hello/", BOB, service="lambda")[0])


def main():
    program, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    issuer = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Issuer)
    threading.Thread(target=issuer.serve_forever, daemon=True).start()
    place = f"http://127.0.0.1:{issuer.server_port}"
    (folder / "users.json").write_text(json.dumps(USERS))
    options = ["--issuer", f"{ISSUER}={place}", "--issuer", f"https://cognito-idp.us-east-1.amazonaws.com={place}", "--iam-credentials", "users.json"]
    server = Server(program, folder, *options)
    try:
        for part in [check_jwt, check_pool, check_functions, check_signatures]:
            try:
                part(server)
            except (KeyError, TypeError, ValueError) as error:
                faults.append(f"{part.__name__}: {error!r}")
        check("warnings", False, "NOT enforced" in server.said or "NOT checked" in server.said)
    finally:
        server.stop()
    log = server.said
    # Keys in a file, which is read again when a token names one that is new.
    (folder / "keys.json").write_text(json.dumps({"keys": []}))
    server = Server(program, folder, "--issuer", f"{ISSUER}=keys.json")
    try:
        check("no key", 401, server.with_token("/jwt", token())[0])
        (folder / "keys.json").write_text(json.dumps(key_set()))
        check("keys in a file", 200, server.with_token("/jwt", token())[0])
        check("the functions' own credentials", 200, signed(server, "POST", "/signed", Credentials("defaultkey", "defaultsecret"))[0])
    finally:
        server.stop()
    print("\n".join(faults))
    if faults:
        print(log)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
