"""Shows who called, and an authorizer that knows two tokens."""
import json


def handler(event, context):
    context = event["requestContext"]
    who = context.get("authorizer") or {name: value for name, value in context.get("identity", {}).items() if value}
    return {"statusCode": 200, "body": json.dumps(who)}


def guard(event, context):
    token = event.get("authorizationToken") or event["identitySource"][0]
    if token == "broken":
        raise Exception("no database")
    if token == "nobody":
        raise Exception("Unauthorized")
    if event.get("version") == "2.0":
        return {"isAuthorized": token == "good", "context": {"who": token}}
    effect = "Allow" if token == "good" else "Deny"
    statement = {"Action": "execute-api:Invoke", "Effect": effect, "Resource": event["methodArn"]}
    return {"principalId": token, "policyDocument": {"Version": "2012-10-17", "Statement": [statement]}, "context": {"n": 1}}
