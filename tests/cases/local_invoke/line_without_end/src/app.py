def handler(event, context):
    for percent in (50, 100):
        print(f"{percent} %", end=" ")
    return "done"
