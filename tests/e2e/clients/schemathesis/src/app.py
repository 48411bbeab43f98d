def handler(_event, _context):
    return {"statusCode": 200, "body": "{}"}


def mapped(event, _context):
    return event
