import sys
import time


def raises(event, context):
    raise ValueError("no good")


def sleeps(event, context):
    time.sleep(60)


def exits(event, context):
    sys.exit(4)
