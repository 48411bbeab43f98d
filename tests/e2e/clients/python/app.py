"""Run by the unmodified awslambdaric."""


def handler(event, context):
    if event.get("fail"):
        raise ValueError("on purpose")
    return {"got": event, "id": context.aws_request_id}
