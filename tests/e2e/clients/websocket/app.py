import http.client
import json
from urllib.parse import quote


def post(context, data):
    connection = http.client.HTTPConnection(context["domainName"])
    path = "/" + context["stage"] + "/@connections/" + quote(context["connectionId"], safe="")
    connection.request("POST", path, data)
    return connection.getresponse().status


def handler(event, _context):
    if "mapped" in event:
        return event
    print("EVENT " + json.dumps(event))
    context = event["requestContext"]
    route = context["routeKey"]
    if route == "$connect":
        query = event.get("queryStringParameters") or {}
        if "status" in query:
            return {"statusCode": int(query["status"]), "body": "no"}
        if "fail" in query:
            raise RuntimeError("on purpose")
        asked = event["headers"].get("Sec-WebSocket-Protocol")
        headers = {"Sec-WebSocket-Protocol": asked.split(",")[0]} if asked else {}
        return {"statusCode": 200, "headers": headers, "body": str(post(context, "too early"))}
    if route == "push":
        return {"statusCode": post(context, event["body"])}
    if route == "fail":
        raise RuntimeError("on purpose")
    if route == "nothing":
        return None
    return {"statusCode": 200, "body": json.dumps(event)}
