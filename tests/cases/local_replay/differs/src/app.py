def handler(event, context):
    print("got", event["name"])
    if event["name"] == "nobody":
        raise ValueError("nobody is there")
    return {"greeting": "Hello " + event["name"], "length": len(event["name"])}
