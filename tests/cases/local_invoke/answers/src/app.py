def handler(event, context):
    print("event has", sorted(event))
    return {"greeting": f"Hello {event.get('name', 'nobody')}"}
