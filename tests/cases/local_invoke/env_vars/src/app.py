import os


def handler(event, context):
    names = ["STAGE", "TABLE", "FROM_SHELL", "FROM_FILE", "NOT_DECLARED", "AWS_REGION", "AWS_ACCESS_KEY_ID"]
    return {name: os.environ.get(name) for name in names}
