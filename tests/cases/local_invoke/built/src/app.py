def handler(event, context):
    return "from the source"
