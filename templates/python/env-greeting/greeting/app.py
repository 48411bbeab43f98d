import os


def lambda_handler(event, context):
    """Greets the name in the path, and says which environment does so."""
    name = event["pathParameters"]["name"]
    environment = os.environ["EnvironmentName"]
    return {
        "statusCode": 200,
        "headers": {"Content-Type": "text/plain; charset=utf-8"},
        "body": f"Hello {name} from {environment}",
    }
