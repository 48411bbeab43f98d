import json


def handler(event, context):
    name = (event.get("queryStringParameters") or {}).get("name", "nobody")
    return {
        "statusCode": 200,
        "headers": {"content-type": "application/json"},
        "body": json.dumps({"message": f"hello {name}"}, separators=(",", ":")),
    }
