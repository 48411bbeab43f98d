import libs


def handler(event, context):
    return libs.value
