import json


def lambda_handler(event, context):
    """Answers a request that came through API Gateway.

    event: the request, https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
    context: the invocation, https://docs.aws.amazon.com/lambda/latest/dg/python-context.html
    """
    return {
        "statusCode": 200,
        "headers": {"Content-Type": "application/json"},
        "body": json.dumps({"message": "hello world"}),
    }
