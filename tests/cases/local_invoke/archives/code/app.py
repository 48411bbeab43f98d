def handler(event, context):
    return __file__
