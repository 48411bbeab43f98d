def handler(event, context):
    return "watered"
