def handler(event, context):
    import boto3
    return boto3.version
