"""A template of the kind that grows with a team: tables, queues, and three times as many functions that share Globals, each with a
policy template and one event (a route, a queue, a schedule)."""

HEAD = """AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Globals:
  Function:
    Runtime: python3.13
    Handler: main.handle
    MemorySize: 256
    Environment:
      Variables:
        LEVEL: info
Resources:
"""

STORE = """  Store@:
    Type: AWS::Serverless::SimpleTable
    Properties:
      PrimaryKey: {Name: key, Type: String}
  Inbox@:
    Type: AWS::SQS::Queue
    Properties:
      VisibilityTimeout: 90
"""

FUNCTION = """  Part@:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: s3://artifacts-of-everyone/part-@.zip
      Environment:
        Variables:
          STORE: !Ref Store#
      Policies:
        - DynamoDBCrudPolicy:
            TableName: !Ref Store#
      Events:
        Start:
"""

EVENTS = ["""          Type: Api
          Properties:
            Path: /parts/@/{id}
            Method: get
""", """          Type: SQS
          Properties:
            Queue: !GetAtt Inbox#.Arn
            BatchSize: 5
""", """          Type: Schedule
          Properties:
            Schedule: rate(1 hour)
"""]


def template(resources):
    """Of `resources` resources, a fifth each of tables and queues."""
    stores = resources // 5
    text = [HEAD]
    for i in range(stores):
        text.append(STORE.replace("@", str(i)))
    for i in range(resources - 2 * stores):
        text.append((FUNCTION + EVENTS[i % len(EVENTS)]).replace("@", str(i)).replace("#", str(i % stores)))
    return "".join(text)
