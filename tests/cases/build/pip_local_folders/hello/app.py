import far, near


def handler(event, context):
    return [far.value, near.value]
