import os


def handler(event, context):
    return os.path.basename(__file__)
