from alias import twice
from common import tax


def handler(event, context):
    return twice(event) + tax.rate
