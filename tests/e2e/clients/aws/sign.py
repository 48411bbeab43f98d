"""Signs the requests of a JSON file with botocore: python sign.py requests.json > signed.json"""

import base64
import json
import sys

from botocore.auth import S3SigV4Auth, SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials


def sign(one):
    request = AWSRequest(method=one["method"], url=one["url"], headers=dict(one["headers"]), data=base64.b64decode(one["body"]))
    signer = S3SigV4Auth if one["service"] == "s3" else SigV4Auth
    signer(Credentials(one["access_key"], one["secret_key"], one["token"] or None), one["service"], one["region"]).add_auth(request)
    return {"date": request.headers["X-Amz-Date"], "authorization": request.headers["Authorization"]}


with open(sys.argv[1], encoding="utf-8") as file:
    json.dump([sign(one) for one in json.load(file)], sys.stdout)
