"""Signs the requests of a JSON file with botocore: python sign.py requests.json > signed.json"""

import base64
import json
import sys
from urllib.parse import parse_qs, urlsplit

from botocore.auth import S3SigV4Auth, S3SigV4QueryAuth, SigV4Auth, SigV4QueryAuth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials


class Unsigned(S3SigV4Auth):
    """The body is left out of the signature."""

    def payload(self, request):
        return "UNSIGNED-PAYLOAD"


def sign(one):
    request = AWSRequest(method=one["method"], url=one["url"], headers=dict(one["headers"]), data=base64.b64decode(one["body"]))
    keys = Credentials(one["access_key"], one["secret_key"], one["token"] or None)
    s3 = one["service"] == "s3"
    if one["presigned"]:
        signer = S3SigV4QueryAuth if s3 else SigV4QueryAuth
        signer(keys, one["service"], one["region"], expires=one["lifetime"]).add_auth(request)
        query = parse_qs(urlsplit(request.url).query)
        return {"date": query["X-Amz-Date"][0], "signature": query["X-Amz-Signature"][0]}
    signer = (Unsigned if one["payload"] else S3SigV4Auth) if s3 else SigV4Auth
    signer(keys, one["service"], one["region"]).add_auth(request)
    return {"date": request.headers["X-Amz-Date"], "signature": request.headers["Authorization"]}


with open(sys.argv[1], encoding="utf-8") as file:
    json.dump([sign(one) for one in json.load(file)], sys.stdout)
