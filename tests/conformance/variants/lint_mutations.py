"""Variants of a template for linters: one thing is changed, of any section, in one of many ways."""
import copy
import re

import mutations

PLAIN = ["", "x", "text with blanks", "7", "-1", "true", "1.5", 0, 1, -1, 7, 1.5, 99999, True, False, "A" * 300, "arn:aws:iam::123456789012:role/x",
         "2012-10-17", "*", "${AWS::Region}", "${Missing}", "{{resolve:ssm:name}}", "{{resolve:secretsmanager:a}}", "10.0.0.0/16", "rate(1 minute)"]


def name_in(template, section, chance):
    names = template.get(section)
    return chance.choice([*names]) if isinstance(names, dict) and names else "Missing"


def functions(template, chance):
    """Calls of every function over names that the template has: right ones, and such with arguments of a wrong form."""
    parameter, resource = name_in(template, "Parameters", chance), name_in(template, "Resources", chance)
    condition, mapping = name_in(template, "Conditions", chance), name_in(template, "Mappings", chance)
    return [
        *mutations.intrinsics(template, chance),
        {"Ref": "Missing"}, {"Ref": ""}, {"Ref": ["A"]}, {"Ref": 7}, {"Ref": condition}, {"Ref": "AWS::Missing"}, {"Ref": f"{resource}.Arn"},
        {"Ref": {"Ref": parameter}}, {"Ref": parameter, "Fn::Sub": "x"}, {"Ref": parameter, "Other": 1},
        {"Fn::GetAtt": [resource, "Missing"]}, {"Fn::GetAtt": ["Missing", "Arn"]}, {"Fn::GetAtt": [resource]}, {"Fn::GetAtt": f"{resource}.Arn"},
        {"Fn::GetAtt": resource}, {"Fn::GetAtt": [resource, {"Ref": parameter}]}, {"Fn::GetAtt": [{"Ref": parameter}, "Arn"]},
        {"Fn::GetAtt": [parameter, "Arn"]},
        {"Fn::GetAtt": [resource, "Arn", "x"]}, {"Fn::GetAtt": [resource, "Outputs.A"]}, {"Fn::GetAtt": 7}, {"Fn::GetAtt": []},
        {"Fn::Sub": ""}, {"Fn::Sub": "${Missing}"}, {"Fn::Sub": f"${{{resource}.Missing}}"}, {"Fn::Sub": f"${{{resource}.Arn}}"},
        {"Fn::Sub": f"${{{parameter}}}"},
        {"Fn::Sub": ["${A}", {"A": "x"}]}, {"Fn::Sub": ["${A}", {"B": "x"}]}, {"Fn::Sub": ["${A}"]}, {"Fn::Sub": ["${A}", {"A": {"Ref": "Missing"}}]},
        {"Fn::Sub": ["${A}", {"A": [1]}]}, {"Fn::Sub": ["x", {}]}, {"Fn::Sub": {"A": 1}}, {"Fn::Sub": "${!Literal}"}, {"Fn::Sub": "${"},
        {"Fn::Sub": "${ A }"},
        {"Fn::Sub": 7}, {"Fn::Sub": ["${A}", {"A": {"Fn::GetAtt": [resource, "Arn"]}}]}, {"Fn::Sub": f"${{AWS::Partition}}-${{{parameter}}}"},
        {"Fn::Join": ["", []]}, {"Fn::Join": ["-", "a"]}, {"Fn::Join": [7, ["a"]]}, {"Fn::Join": ["-"]}, {"Fn::Join": ["-", {"Ref": parameter}]},
        {"Fn::Join": ["-", [{"Ref": resource}, ["x"]]]}, {"Fn::Join": [{"Ref": parameter}, ["a", "b"]]}, {"Fn::Join": "x"}, {"Fn::Join": ["-",
        {"Fn::GetAZs": ""}]},
        {"Fn::Join": ["", [{"Ref": parameter}]]}, {"Fn::Join": ["-", ["a"], "x"]}, {"Fn::Join": ["-", {"Fn::Split": [",", {"Ref": parameter}]}]},
        {"Fn::Select": ["0", ["a"]]}, {"Fn::Select": [3, ["a"]]}, {"Fn::Select": ["x", ["a"]]}, {"Fn::Select": [0, "a"]}, {"Fn::Select": [0]},
        {"Fn::Select": [-1, ["a"]]},
        {"Fn::Select": [0, {"Ref": parameter}]}, {"Fn::Select": [{"Ref": parameter}, ["a"]]},
        {"Fn::Select": [0, {"Fn::GetAZs": {"Ref": "AWS::Region"}}]},
        {"Fn::Select": [0, {"Fn::Split": ["-", {"Ref": parameter}]}]}, {"Fn::Select": [0, {"Fn::GetAtt": [resource, "Arn"]}]},
        {"Fn::Select": [0, []]},
        {"Fn::Split": [",", {"Ref": parameter}]}, {"Fn::Split": [",", ["a"]]}, {"Fn::Split": [7, "a"]}, {"Fn::Split": [","]}, {"Fn::Split": ["",
        "a"]}, {"Fn::Split": "a"},
        {"Fn::If": [condition, "a", "b"]}, {"Fn::If": [condition, "a"]}, {"Fn::If": ["Missing", "a", "b"]},
        {"Fn::If": [condition, {"Ref": "AWS::NoValue"}, "a"]},
        {"Fn::If": [{"Condition": condition}, "a", "b"]}, {"Fn::If": [condition, "a", "b", "c"]}, {"Fn::If": condition},
        {"Fn::If": [condition, {"Ref": "AWS::NoValue"}, {"Ref": "AWS::NoValue"}]},
        {"Fn::If": [condition, ["a"], "b"]}, {"Fn::If": [condition, {"Fn::If": [condition, "a", "b"]}, 7]},
        {"Fn::If": [condition, {"Ref": "Missing"}, None]},
        {"Fn::FindInMap": [mapping, "Missing", "Key"]}, {"Fn::FindInMap": ["Missing", "a", "b"]}, {"Fn::FindInMap": [mapping, "a"]},
        {"Fn::FindInMap": [{"Ref": parameter}, "a", "b"]},
        {"Fn::FindInMap": [mapping, {"Ref": parameter}, {"Ref": parameter}]}, {"Fn::FindInMap": [mapping, "a", "b", {"DefaultValue": "x"}]},
        {"Fn::FindInMap": mapping},
        {"Fn::FindInMap": [mapping, {"Fn::GetAtt": [resource, "Arn"]}, "b"]}, {"Fn::FindInMap": [mapping, {"Ref": "Missing"}, 7]},
        {"Fn::ImportValue": {"Fn::Sub": f"${{{parameter}}}-x"}}, {"Fn::ImportValue": {"Ref": resource}}, {"Fn::ImportValue": ["a"]},
        {"Fn::ImportValue": 7},
        {"Fn::GetAZs": {"Ref": "AWS::Region"}}, {"Fn::GetAZs": ["us-east-1"]}, {"Fn::GetAZs": {"Ref": parameter}}, {"Fn::GetAZs": 7},
        {"Fn::GetAZs": "nowhere"},
        {"Fn::Base64": {"Fn::Sub": "${AWS::Region}"}}, {"Fn::Base64": ["a"]}, {"Fn::Base64": {"A": "b"}}, {"Fn::Base64": 7},
        {"Fn::Base64": {"Fn::GetAZs": ""}},
        {"Fn::Cidr": ["10.0.0.0/16", 4, 8]}, {"Fn::Cidr": ["10.0.0.0/16", "x", 8]}, {"Fn::Cidr": ["10.0.0.0", 4]},
        {"Fn::Cidr": ["10.0.0.0/16", 999, 8]}, {"Fn::Cidr": "x"},
        {"Fn::Cidr": [{"Ref": parameter}, {"Ref": parameter}, 8]}, {"Fn::Select": [0, {"Fn::Cidr": ["10.0.0.0/16", 4, 8]}]},
        {"Fn::Transform": {"Name": "AWS::Include", "Parameters": {"Location": "s3://b/k"}}}, {"Fn::Transform": {"Name": "Own"}},
        {"Fn::Transform": "x"}, {"Fn::Transform": {"Parameters": {}}},
        {"Fn::Length": ["a", "b"]}, {"Fn::Length": {"Ref": parameter}}, {"Fn::Length": "x"}, {"Fn::ToJsonString": {"A": {"Ref": parameter}}},
        {"Fn::ToJsonString": "x"}, {"Fn::ToJsonString": ["a"]},
        {"Fn::ForEach::Loop": ["Name", ["A", "B"], {"${Name}X": {"Ref": "Name"}}]}, {"Fn::ForEach::Loop": ["Name", "A", {}]},
        {"Fn::Equals": ["a", "b"]}, {"Fn::And": [{"Condition": condition}, {"Condition": condition}]}, {"Fn::Not": [{"Condition": condition}]},
        {"Condition": condition},
        {"Fn::Missing": ["a"]}, {"Fn::sub": "x"}, {"ref": parameter}, {"Fn::Contains": [["a"], "a"]}, {"Fn::RefAll": "AWS::EC2::VPC::Id"},
        {"Fn::ValueOf": [parameter, "x"]},
        {"Fn::GetStackOutput": {"StackName": "s", "OutputName": "o"}},
    ]


def condition_forms(template, chance):
    condition, parameter = name_in(template, "Conditions", chance), name_in(template, "Parameters", chance)
    one = {"Condition": condition}
    return [{"Fn::Equals": [{"Ref": parameter}, "a"]}, {"Fn::Equals": [{"Ref": parameter}]}, {"Fn::Equals": "a"},
    {"Fn::Equals": [{"Ref": "Missing"}, ""]}, {"Fn::Equals": ["a", "a"]},
            {"Fn::Equals": [{"Ref": name_in(template, "Resources", chance)}, "a"]}, {"Fn::Equals": [["a"], "a"]}, {"Fn::Equals": [7, True]},
            {"Fn::Not": [one]}, {"Fn::Not": one}, {"Fn::Not": [one, one]},
            {"Fn::And": [one]}, {"Fn::And": [one, one]}, {"Fn::And": one}, {"Fn::Or": [one, {"Fn::Equals": ["a", "b"]}]}, {"Fn::Or": []},
            {"Fn::Or": [one] * 11}, {"Condition": "Missing"}, {"Condition": ["a"]},
            {"Condition": "Self"}, "text", True, None, [], {}, {"Fn::If": [condition, True, False]}, {"Fn::Not": [{"Fn::Not": [one]}]},
            {"Fn::Not": ["x"]}, {"Fn::Equals": [{"Fn::FindInMap": ["M", "a", "b"]}, "x"]},
            {"Fn::Equals": [{"Fn::Select": [0, {"Ref": parameter}]}, "x"]}, {"Fn::Equals": [{"Fn::Join": ["", {"Ref": parameter}]}, ""]},
            {"Fn::Equals": [{"Fn::GetAtt": ["A", "Arn"]}, "x"]},
            {"Fn::Equals": [{"Fn::ImportValue": "x"}, "x"]}, {"Fn::And": [one, {"Ref": parameter}]}, {"Fn::Equals": ["a", "b"], "Fn::Not": [one]},
            {"Fn::Unknown": []}]


def sections(template, chance):
    """Members that are added to a section, or take its place."""
    parameter, resource, condition = (name_in(template, section, chance) for section in ("Parameters", "Resources", "Conditions"))
    call = chance.choice(functions(template, chance))
    form = chance.choice(condition_forms(template, chance))
    return [
        *[("Conditions", {"Self": chance.choice(condition_forms(template, chance))}) for _ in range(4)],
        ("Conditions", {"Bad-Name": {"Fn::Equals": ["a", "b"]}}), ("Conditions", {"": form}),
        ("Mappings", {"M": {"a": {"b": "c"}}}), ("Mappings", {"M": {"a": "b"}}), ("Mappings", {"M": {"a": {"b": {"c": "d"}}}}), ("Mappings",
        {"M": {"a": {"b": ["x", 7]}}}), ("Mappings", {"M": {}}),
        ("Mappings", {"M": {"a": {"b": call}}}), ("Mappings", {"M-x": {"a": {"b": "c"}}}), ("Mappings", {"M": {7: {"b": "c"}}}), ("Mappings",
        {"M": {"a.b": {"c_d": "c"}}}), ("Mappings", {"M": None}), ("Mappings", {"M": {"a": {"b": None}}}),
        ("Mappings", {"Fn::Transform": {"Name": "AWS::Include", "Parameters": {"Location": "s3://b/k"}}}),
        ("Rules", {"R": {"Assertions": [{"Assert": form}]}}), ("Rules",
        {"R": {"RuleCondition": form, "Assertions": [{"Assert": {"Fn::Contains": [["a"], {"Ref": parameter}]}, "AssertDescription": "x"}]}}),
        ("Rules", {"R": {"Assertions": [{"Assert": {"Fn::EachMemberIn": [{"Fn::ValueOfAll": ["AWS::EC2::Subnet::Id", "VpcId"]},
        {"Fn::RefAll": "AWS::EC2::VPC::Id"}]}}]}}), ("Rules", {"R": {}}), ("Rules", {"R": {"Assertions": {}}}),
        ("Rules", {"R": {"Assertions": [{"AssertDescription": 7}], "Other": 1}}), ("Rules", []), ("Rules",
        {"R": {"Assertions": [{"Assert": {"Fn::Contains": ["a", "b"]}}]}}),
        ("Outputs", {"O": {"Value": call}}), ("Outputs", {"O": {"Value": call}}), ("Outputs", {"O": {"Value": "x", "Export": {"Name": call}}}),
        ("Outputs", {"O": {"Value": "x", "Condition": condition}}), ("Outputs", {"O": {"Value": "x", "Condition": "Missing"}}),
        ("Outputs", {"O": {"Value": "x", "Description": call}}), ("Outputs", {"O": {"Value": "x", "Other": 1}}), ("Outputs", {"O": {}}), ("Outputs",
        {"O": "x"}), ("Outputs", {"O-x": {"Value": "x"}}), ("Outputs", {"O": {"Value": "x", "Export": "x"}}),
        ("Outputs", {"O": {"Value": "x", "Export": {"Name": "x", "B": 1}}}), ("Outputs", {"O": {"Value": ["a"]}}), ("Outputs", {"O": {"Value": "x",
        "Description": "d" * 1025}}), ("Outputs", []), ("Outputs", {"O": {"Value": {"Ref": resource}, "Condition": condition}}),
        ("Outputs", {"O": {"Value": {"Fn::GetAtt": [resource, "Arn"]}}}), ("Outputs", {"Fn::ForEach::O": ["N", ["A"],
        {"Out${N}": {"Value": {"Ref": "N"}}}]}), ("Outputs", {"O": {"Value": {"Fn::If": [condition, call, "x"]}}}), ("Outputs",
        {"O": {"Value": None}}), ("Outputs", {"O": None}),
        ("Parameters", {"P": {"Type": "String"}}), ("Parameters", {"P": {"Type": "Missing"}}), ("Parameters", {"P": {}}), ("Parameters",
        {"P": {"Type": "String", "Default": 7}}), ("Parameters", {"P": {"Type": "String", "Default": ["a"]}}), ("Parameters",
        {"P": {"Type": "Number", "Default": "x"}}),
        ("Parameters", {"P": {"Type": "String", "AllowedValues": "a"}}), ("Parameters", {"P": {"Type": "String", "AllowedValues": ["a"],
        "Default": "b"}}), ("Parameters", {"P": {"Type": "String", "AllowedPattern": "[", "Default": "b"}}), ("Parameters", {"P": {"Type": "String",
        "AllowedPattern": "^a$", "Default": "b"}}),
        ("Parameters", {"P": {"Type": "Number", "MinValue": 5, "MaxValue": 3, "Default": 4}}), ("Parameters", {"P": {"Type": "String",
        "MinLength": 5, "MaxLength": 3, "Default": "abcd"}}), ("Parameters", {"P": {"Type": "CommaDelimitedList", "Default": ["a"]}}),
        ("Parameters", {"P": {"Type": "CommaDelimitedList", "Default": "a,b", "AllowedValues": ["a"]}}), ("Parameters",
        {"P": {"Type": "List<Number>", "Default": "1,x"}}), ("Parameters", {"P": {"Type": "AWS::SSM::Parameter::Value<String>", "Default": "/a"}}),
        ("Parameters", {"P": {"Type": "AWS::EC2::VPC::Id", "Default": "x"}}),
        ("Parameters", {"P": {"Type": "String", "NoEcho": "maybe"}}), ("Parameters", {"P": {"Type": "String", "Other": 1}}), ("Parameters",
        {"P-x": {"Type": "String"}}), ("Parameters", {"P": {"Type": "String", "Description": call}}), ("Parameters", {"P": {"Type": "String",
        "ConstraintDescription": 7}}),
        ("Parameters", {"P": {"Type": "List<String>"}}), ("Parameters", {"P": {"Type": "AWS::EC2::Image::Id", "Default": "ami-1"}}), ("Parameters",
        {"P": {"Type": "AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>", "Default": "/x"}}), ("Parameters", {resource: {"Type": "String"}}),
        ("Parameters", {"A" * 256: {"Type": "String"}}), ("Parameters", []),
        ("Parameters", {"P": "x"}), ("Parameters", {"P": None}), ("Parameters", {"P": {"Type": ["String"]}}), ("Parameters",
        {"P": {"Type": "Number", "AllowedValues": [1, "2", "x"]}}), ("Parameters", {"P": {"Type": "String", "MinLength": "1", "MaxLength": "x"}}),
        ("Parameters", {"P": {"Type": "Number", "MinLength": 1}}),
        ("Metadata", {"AWS::CloudFormation::Interface": {"ParameterGroups": [{"Label": {"default": "x"}, "Parameters": [parameter, "Missing"]}]}}),
        ("Metadata", {"AWS::CloudFormation::Interface": {"ParameterLabels": {"Missing": {"default": "x"}}}}), ("Metadata",
        {"AWS::CloudFormation::Interface": {"ParameterGroups": "x"}}),
        ("Metadata", {"cfn-lint": {"config": {"ignore_checks": ["E3002"]}}}), ("Metadata", {"A": None}), ("Metadata", {"A": call}), ("Metadata",
        {"AWS::CloudFormation::Interface": {"ParameterLabels": {parameter: {"Default": "x"}}}}),
        ("Transform", "AWS::Serverless-2016-10-31"), ("Transform", ["AWS::LanguageExtensions", "AWS::Serverless-2016-10-31"]),
        ("Transform", ["AWS::Serverless-2016-10-31", "AWS::LanguageExtensions"]), ("Transform", "AWS::LanguageExtensions"), ("Transform", ["Own",
        "AWS::Serverless-2016-10-31"]), ("Transform", "Own"),
        ("Transform", {"Name": "AWS::Include", "Parameters": {"Location": "s3://b/k"}}), ("Transform", ["AWS::CodeDeployBlueGreen"]),
        ("Transform", 7), ("Transform", []), ("Transform", ["AWS::SecretsManager-2020-07-23"]), ("Transform", ["AWS::Serverless-2016-10-31", 7]),
        ("Transform", None),
        ("Transform", [{"Name": "AWS::Include", "Parameters": {"Location": "s3://b/k"}}, "AWS::Serverless-2016-10-31"]), ("Transform", {"Name": 7}),
        ("Transform", "AWS::Serverless"), ("Transform", [["a"]]),
        ("AWSTemplateFormatVersion", "2010-09-10"), ("AWSTemplateFormatVersion", 7), ("AWSTemplateFormatVersion", None), ("Description", 7),
        ("Description", ["a"]), ("Description", "d" * 1025), ("Description", None), ("Description", call),
        ("Hooks", {"H": {"Type": "AWS::CodeDeploy::BlueGreen", "Properties": {}}}), ("Hooks", []), ("Other", {"A": "b"}), ("resources", {}),
        ("Globals", {}), ("Globals", {"Function": {"Timeout": 3}}), ("Globals", {"Function": {"Missing": 3}}), ("Globals", {"Missing": {}}),
        ("Globals", []),
        ("Globals", {"Api": {"Cors": "*", "Auth": {"DefaultAuthorizer": "AWS_IAM"}}}), ("Globals", {"Function": {"Runtime": call}}), ("Globals",
        {"Function": {"Environment": {"Variables": {"A": call}}}}), ("Globals", {"Function": {"Tags": {"a": "b"}, "MemorySize": "x"}}), ("Globals",
        {"HttpApi": {"CorsConfiguration": True}}),
        ("Globals", {"SimpleTable": {"SSESpecification": {"SSEEnabled": True}}}), ("Globals", {"StateMachine": {"Tracing": {"Enabled": True}}}),
        ("Globals", {"LayerVersion": {"PublishLambdaVersion": True}}), ("Globals", {"CapacityProvider": {"KmsKeyArn": "x"}}), ("Globals",
        {"WebSocketApi": {"Tags": {"a": "b"}}}),
        ("Constants", {"A": "b"}),
        ("Resources", {"Fn::ForEach::Topics": ["Name", ["A", "B"], {"Topic${Name}": {"Type": "AWS::SNS::Topic",
        "Properties": {"TopicName": {"Ref": "Name"}}}}]}), ("Resources", {"Fn::ForEach::Topics": ["Name", {"Ref": parameter},
        {"Topic${Name}": {"Type": "AWS::SNS::Topic"}}]}),
        ("Resources", {"Fn::ForEach::Topics": ["Name", ["A"]]}), ("Resources", {"Fn::ForEach::Topics": ["Name", ["A", "A"],
        {"Topic": {"Type": "AWS::SNS::Topic"}}]}), ("Resources", {"Fn::ForEach::Topics": [parameter, ["A"],
        {"Topic${Name}": {"Type": "AWS::SNS::Topic"}}]}), ("Resources", {"Fn::ForEach": ["Name", ["A"], {}]}),
        ("Resources", {"Fn::Transform": {"Name": "AWS::Include", "Parameters": {"Location": "s3://b/k"}}}), ("Resources", {"R": "x"}), ("Resources",
        {"R": None}), ("Resources", {"R": {}}), ("Resources", {"R-x": {"Type": "AWS::SNS::Topic"}}), ("Resources",
        {"R": {"Type": "AWS::SNS::Missing"}}), ("Resources", {"R": {"Type": "Custom::Mine", "Properties": {"A": call}}}),
        ("Resources", {"R": {"Type": "Custom::Mine", "Properties": {"ServiceToken": call}}}), ("Resources", {"R": {"Type": 7}}), ("Resources",
        {"R": {"Type": "AWS::CloudFormation::Stack", "Properties": {"TemplateURL": "x.yaml", "Parameters": {"A": call}}}}), ("Resources",
        {"R": {"Type": "Own::Type::MODULE"}}), ("Resources", {"R": {"Type": "AWS::CloudFormation::WaitCondition"}}),
        ("Resources", {"R": {"Type": "AWS::SSM::Parameter", "Properties": {"Type": "String", "Value": call}}}), ("Resources",
        {"R": {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": call}}}), ("Resources", {"R": {"Type": "AWS::SQS::Queue",
        "Properties": {"VisibilityTimeout": call}}}), ("Resources", {"R": {"Type": "AWS::SQS::Queue", "Properties": call}}),
        ("Resources", {"R": {"Type": "AWS::EC2::Subnet", "Properties": {"VpcId": {"Ref": resource}, "CidrBlock": call}}}), ("Resources",
        {"R": {"Type": "AWS::Lambda::Permission", "Properties": {"Action": "lambda:InvokeFunction", "FunctionName": {"Ref": resource},
        "Principal": "s3.amazonaws.com", "SourceArn": call}}}),
        ("Resources", {"R": {"Type": "AWS::IAM::ManagedPolicy", "Properties": {"PolicyDocument": {"Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": call}]}}}}),
        ("Resources", {"R": {"Type": "AWS::EC2::Instance", "Properties": {"SecurityGroupIds": call, "ImageId": {"Ref": parameter},
        "SubnetId": {"Ref": resource}}}}), ("Resources", {"R": {"Type": "AWS::SNS::Topic", "Properties": {"Tags": [{"Key": "a", "Value": call}]}}}),
        ("Resources", {"R": {"Type": "AWS::SNS::Topic", "Properties": {"Tags": call}}}),
        *[("Resources", {"R": each}) for each in sam_resources(template, chance)],
    ]


def sam_resources(template, chance):
    """SAM resources of every type with something unusual."""
    parameter, resource = name_in(template, "Parameters", chance), name_in(template, "Resources", chance)
    call = chance.choice(functions(template, chance))
    plain = chance.choice(PLAIN)

    def function(**properties):
        return {"Type": "AWS::Serverless::Function", "Properties": {"Handler": "a.b", "Runtime": "python3.13", "InlineCode": "x", **properties}}

    events = [
        {"Type": "Api", "Properties": {"Path": "/a", "Method": "get"}}, {"Type": "Api", "Properties": {"Path": "/a"}}, {"Type": "Api",
        "Properties": {"Path": "/a", "Method": "get", "RestApiId": {"Ref": resource}}}, {"Type": "Api", "Properties": {"Path": "a",
        "Method": plain, "Auth": {"Authorizer": "NONE"}}},
        {"Type": "HttpApi"}, {"Type": "HttpApi", "Properties": {"Path": "/a", "Method": "ANY", "ApiId": call}}, {"Type": "HttpApi",
        "Properties": {"Path": "/a"}}, {"Type": "SQS", "Properties": {"Queue": call}}, {"Type": "SQS",
        "Properties": {"Queue": {"Fn::GetAtt": [resource, "Arn"]}, "BatchSize": plain}},
        {"Type": "SQS"}, {"Type": "SNS", "Properties": {"Topic": call}}, {"Type": "SNS", "Properties": {"Topic": {"Ref": resource},
        "SqsSubscription": plain, "FilterPolicy": {"a": ["b"]}}}, {"Type": "S3", "Properties": {"Bucket": {"Ref": resource},
        "Events": "s3:ObjectCreated:*"}}, {"Type": "S3", "Properties": {"Bucket": "x", "Events": [plain]}},
        {"Type": "Schedule", "Properties": {"Schedule": plain}}, {"Type": "Schedule", "Properties": {"Schedule": "rate(5 minutes)",
        "Enabled": plain, "State": "ENABLED"}}, {"Type": "ScheduleV2", "Properties": {"ScheduleExpression": plain}}, {"Type": "ScheduleV2",
        "Properties": {"ScheduleExpression": "rate(5 minutes)", "FlexibleTimeWindow": {"Mode": plain}}},
        {"Type": "EventBridgeRule", "Properties": {"Pattern": {"source": ["a"]}}}, {"Type": "EventBridgeRule", "Properties": {"Pattern": plain}},
        {"Type": "EventBridgeRule"}, {"Type": "CloudWatchEvent", "Properties": {"Pattern": {"source": ["a"]}, "Input": call}},
        {"Type": "CloudWatchLogs", "Properties": {"LogGroupName": call, "FilterPattern": ""}},
        {"Type": "DynamoDB", "Properties": {"Stream": call, "StartingPosition": "LATEST"}}, {"Type": "DynamoDB", "Properties": {"Stream": "x"}},
        {"Type": "Kinesis", "Properties": {"Stream": call, "StartingPosition": plain, "BatchSize": plain}}, {"Type": "MSK",
        "Properties": {"Stream": "x", "Topics": ["t"], "StartingPosition": "LATEST"}},
        {"Type": "MQ", "Properties": {"Broker": "x", "Queues": ["q"], "SourceAccessConfigurations": [{"Type": "BASIC_AUTH", "URI": "x"}]}},
        {"Type": "SelfManagedKafka", "Properties": {"Topics": ["t"], "KafkaBootstrapServers": ["x"]}}, {"Type": "DocumentDB",
        "Properties": {"Cluster": "x", "DatabaseName": "d"}}, {"Type": "AlexaSkill"},
        {"Type": "AlexaSkill", "Properties": {"SkillId": plain}}, {"Type": "IoTRule", "Properties": {"Sql": "SELECT * FROM 'x'"}},
        {"Type": "Cognito", "Properties": {"UserPool": {"Ref": resource}, "Trigger": plain}}, {"Type": "Missing"},
        {"Type": plain, "Properties": {}}, {"Properties": {}}, {},
    ]
    cases = [
        *[function(Events={"E": chance.choice(events)}) for _ in range(4)],
        function(Policies=chance.choice([plain, call, [plain], [call], ["AmazonS3ReadOnlyAccess", {"SQSPollerPolicy": {"QueueName": "x"}}],
        {"SQSPollerPolicy": {}}, [{"MissingPolicy": {}}], {"Statement": [{"Effect": "Allow", "Action": "s3:Get*", "Resource": "*"}]},
                                         [{"Version": "2012-10-17", "Statement": {"Effect": "Maybe", "Action": plain, "Resource": "*"}}],
                                         {"DynamoDBCrudPolicy": {"TableName": call}}])),
        function(**{chance.choice(["Timeout", "MemorySize", "Role", "Layers", "Tracing", "AutoPublishAlias", "Tags", "VpcConfig", "DeadLetterQueue",
        "EventInvokeConfig", "FunctionUrlConfig", "Architectures", "Environment", "EphemeralStorage", "ReservedConcurrentExecutions",
        "ProvisionedConcurrencyConfig",
                                   "DeploymentPreference", "FileSystemConfigs", "ImageConfig", "ImageUri", "PackageType", "CodeUri", "KmsKeyArn",
                                   "SnapStart", "RuntimeManagementConfig", "LoggingConfig", "RecursiveLoop", "CapacityProviderConfig",
                                   "FunctionScalingConfig", "PropagateTags", "DurableConfig",
                                   "PublishToLatestPublished", "VersionDescription", "TenancyConfig", "PermissionsBoundary",
                                   "AssumeRolePolicyDocument", "RolePath", "VersionDeletionPolicy", "AutoPublishAliasAllProperties",
                                   "AutoPublishCodeSha256", "CodeSigningConfigArn", "Description", "FunctionName", "Missing"]):
                    chance.choice([plain, call, [plain], {"A": plain}, {}, []])}),
        function(FunctionUrlConfig=chance.choice([{"AuthType": plain}, {"AuthType": "NONE", "Cors": {"AllowOrigins": ["*"]}},
        {"AuthType": "AWS_IAM", "InvokeMode": plain}, {}])),
        function(DeploymentPreference={"Type": chance.choice([plain, "Linear10PercentEvery1Minute"]), "Alarms": [call]}, AutoPublishAlias="live"),
        function(CapacityProviderConfig={"Arn": call, "PerExecutionEnvironmentMaxConcurrency": plain}, Timeout=1000, MemorySize=20000),
        function(Layers=[call]), function(VpcConfig={"SecurityGroupIds": call, "SubnetIds": [call]}), function(Environment={"Variables": {"A": call,
        "B": plain}}), function(DeadLetterQueue={"Type": plain, "TargetArn": call}),
        function(EventInvokeConfig={"MaximumRetryAttempts": plain, "DestinationConfig": {"OnSuccess": {"Type": chance.choice(["SQS", "SNS", plain]),
        "Destination": call}}}), function(SnapStart={"ApplyOn": plain}),
        {"Type": "AWS::Serverless::Function"}, {"Type": "AWS::Serverless::Function", "Properties": {"PackageType": "Image"}},
        {"Type": "AWS::Serverless::Function", "Properties": {"PackageType": "Image", "ImageUri": call}}, {"Type": "AWS::Serverless::Function",
        "Properties": {"CodeUri": call, "Handler": "a.b"}},
        {**function(), "Connectors": {"C": {"Properties": {"Destination": {"Id": resource}, "Permissions": [chance.choice(["Read",
        "Write", plain])]}}}}, {**function(), "Connectors": plain}, {**function(), "IgnoreGlobals": chance.choice(["*", ["Timeout"], plain, call])},
        {"Type": "AWS::Serverless::Connector", "Properties": {"Source": {"Id": resource}, "Destination": {"Id": "Missing"},
        "Permissions": ["Read"]}}, {"Type": "AWS::Serverless::Connector", "Properties": {"Source": {"Type": plain},
        "Destination": [{"Id": resource}], "Permissions": plain}}, {"Type": "AWS::Serverless::Connector", "Properties": {}},
        {"Type": "AWS::Serverless::Api", "Properties": {"StageName": plain}}, {"Type": "AWS::Serverless::Api", "Properties": {}},
        {"Type": "AWS::Serverless::Api", "Properties": {"StageName": "p", "Auth": {"DefaultAuthorizer": "A",
        "Authorizers": {"A": {"UserPoolArn": call}}}}}, {"Type": "AWS::Serverless::Api", "Properties": {"StageName": "p", "DefinitionBody": call}},
        {"Type": "AWS::Serverless::Api", "Properties": {"StageName": "p",
        "Cors": call, "EndpointConfiguration": chance.choice([plain, {"Type": plain}])}}, {"Type": "AWS::Serverless::Api",
        "Properties": {"StageName": "p", "Domain": {"DomainName": "x.y", "CertificateArn": call, "Route53": {"HostedZoneId": plain}}}},
        {"Type": "AWS::Serverless::Api", "Properties": {"StageName": call, "MethodSettings": [{"HttpMethod": "*", "ResourcePath": "/*",
        "LoggingLevel": plain}], "Variables": {"A": call}}}, {"Type": "AWS::Serverless::Api", "Properties": {"StageName": "p",
        "DefinitionUri": call, "Models": {"A": {}}}},
        {"Type": "AWS::Serverless::HttpApi",
        "Properties": {"Auth": {"Authorizers": {"A": {"IdentitySource": plain, "JwtConfiguration": {"issuer": call, "audience": [plain]}}},
        "DefaultAuthorizer": "A"}}}, {"Type": "AWS::Serverless::HttpApi",
        "Properties": {"CorsConfiguration": chance.choice([plain, {"AllowOrigins": plain}])}},
        {"Type": "AWS::Serverless::HttpApi"}, {"Type": "AWS::Serverless::HttpApi",
        "Properties": {"StageName": plain, "DefinitionBody": {"openapi": "3.0.1"}, "DefinitionUri": "x"}}, {"Type": "AWS::Serverless::HttpApi",
        "Properties": {"Domain": {"DomainName": "x.y", "CertificateArn": call}, "FailOnWarnings": plain}},
        {"Type": "AWS::Serverless::SimpleTable"}, {"Type": "AWS::Serverless::SimpleTable", "Properties": {"PrimaryKey": {"Name": "a",
        "Type": plain}}}, {"Type": "AWS::Serverless::SimpleTable", "Properties": {"ProvisionedThroughput": {"ReadCapacityUnits": plain},
        "TableName": call}}, {"Type": "AWS::Serverless::SimpleTable",
        "Properties": {"PointInTimeRecoverySpecification": call, "SSESpecification": {"SSEEnabled": plain}}},
        {"Type": "AWS::Serverless::LayerVersion", "Properties": {"ContentUri": call}}, {"Type": "AWS::Serverless::LayerVersion", "Properties": {}},
        {"Type": "AWS::Serverless::LayerVersion", "Properties": {"ContentUri": "x", "CompatibleRuntimes": [plain], "RetentionPolicy": plain}},
        {"Type": "AWS::Serverless::StateMachine", "Properties": {}}, {"Type": "AWS::Serverless::StateMachine",
        "Properties": {"DefinitionUri": call, "Role": call}}, {"Type": "AWS::Serverless::StateMachine",
        "Properties": {"Definition": {"StartAt": "A", "States": {"A": {"Type": chance.choice(["Pass", "Task", "Wait", plain]), "End": True}}},
        "Type": plain}},
        {"Type": "AWS::Serverless::StateMachine", "Properties": {"Definition": {"StartAt": "B", "States": {"A": {"Type": "Pass", "Next": "C"}}},
        "DefinitionSubstitutions": {"A": call}, "Policies": [call], "Events": {"E": {"Type": "Schedule", "Properties": {"Schedule": plain}}}}},
        {"Type": "AWS::Serverless::StateMachine", "Properties": {"Definition": {"StartAt": "A", "States": {"A": {"Type": "Succeed"}}},
        "Logging": {"Level": plain, "Destinations": [{"CloudWatchLogsLogGroup": {"LogGroupArn": call}}]}, "Tracing": {"Enabled": plain}}},
        {"Type": "AWS::Serverless::Application", "Properties": {"Location": call}}, {"Type": "AWS::Serverless::Application",
        "Properties": {"Location": {"ApplicationId": "x", "SemanticVersion": plain}, "Parameters": {"A": call}}},
        {"Type": "AWS::Serverless::Application"},
        {"Type": "AWS::Serverless::GraphQLApi", "Properties": {"SchemaInline": "type Query { a: String }", "Auth": {"Type": plain}}},
        {"Type": "AWS::Serverless::GraphQLApi", "Properties": {"Auth": {"Type": "AWS_IAM"}}}, {"Type": "AWS::Serverless::GraphQLApi",
        "Properties": {"SchemaUri": call, "Auth": {"Type": "API_KEY"}, "ApiKeys": {"K": {"ExpiresOn": plain}},
        "DataSources": {"DynamoDb": {"D": {"TableName": call}}}}},
        {"Type": "AWS::Serverless::CapacityProvider", "Properties": {"VpcConfig": {"SubnetIds": [call]}}},
        {"Type": "AWS::Serverless::CapacityProvider", "Properties": {"VpcConfig": {"SubnetIds": ["subnet-12345678"],
        "SecurityGroupIds": ["sg-12345678"]}, "ScalingConfig": {"MaxVCpuCount": plain}, "InstanceRequirements": {"Architectures": [plain]}}},
        {"Type": "AWS::Serverless::CapacityProvider"},
        {"Type": "AWS::Serverless::WebSocketApi", "Properties": {"RouteSelectionExpression": plain, "Routes": {"R": {"FunctionArn": call}}}},
        {"Type": "AWS::Serverless::Missing"}, {"Type": "AWS::Serverless::Api", "Properties": call},
    ]
    return cases


ATTRIBUTES = [
    ("DependsOn", ["Missing"]), ("DependsOn", "Missing"), ("DependsOn", []), ("DependsOn", 7), ("DependsOn", {"Ref": "A"}), ("DependsOn", [["A"]]),
    ("Condition", "Missing"), ("Condition", ["A"]), ("Condition", {"Fn::Equals": ["a", "b"]}),
    ("DeletionPolicy", "Retain"), ("DeletionPolicy", "Snapshot"), ("DeletionPolicy", "Missing"), ("DeletionPolicy", "retain"), ("DeletionPolicy",
    {"Ref": "AWS::Region"}), ("DeletionPolicy", {"Fn::If": ["C", "Retain", "Delete"]}), ("DeletionPolicy", 7), ("UpdateReplacePolicy", "Snapshot"),
    ("UpdateReplacePolicy", "RetainExceptOnCreate"), ("DeletionPolicy", "RetainExceptOnCreate"), ("UpdateReplacePolicy", ["Delete"]),
    ("UpdatePolicy", {"AutoScalingReplacingUpdate": {"WillReplace": "x"}}), ("UpdatePolicy", {"Missing": {}}), ("UpdatePolicy",
    {"AutoScalingRollingUpdate": {"PauseTime": "PT5M", "MaxBatchSize": "x"}}), ("UpdatePolicy", "x"),
    ("UpdatePolicy", {"CodeDeployLambdaAliasUpdate": {"ApplicationName": "a"}}), ("CreationPolicy",
    {"ResourceSignal": {"Count": 1, "Timeout": "PT5M"}}), ("CreationPolicy", {"ResourceSignal": {"Count": "x"}}), ("CreationPolicy",
    {"Missing": {}}), ("CreationPolicy", {"StartFleet": True}), ("CreationPolicy", []),
    ("Metadata", {"AWS::CloudFormation::Init": {"config": {"packages": {"yum": {"a": []}}}}}), ("Metadata",
    {"AWS::CloudFormation::Init": {"configSets": {"a": ["b"]}, "config": {"commands": {"c": {}}}}}), ("Metadata", {"A": {"Ref": "Missing"}}),
    ("Metadata", ["A"]), ("Metadata", {"cfn-lint": {"config": {"ignore_checks": ["E3012"]}}}), ("Metadata", {"A": {"Fn::Sub": "${Missing}"}}),
    ("Missing", 1), ("Version", "1.0"), ("Connectors", {"C": {"Properties": {"Destination": {"Id": "A"}, "Permissions": ["Read"]}}}),
    ("IgnoreGlobals", "*"), ("Type", ["AWS::SNS::Topic"]), ("Type", {"Ref": "AWS::Region"}), ("Type", "AWS::SNS::Topic"), ("Properties", None),
    ("Properties", []), ("Properties", "x"), ("Properties", {}),
]


def misspelt(word, chance):
    at = chance.randrange(len(word))
    return chance.choice([word[:at] + word[at + 1:], word[:at] + word[at] + word[at:], word.swapcase(), word[0].swapcase() + word[1:], word + "s",
    word[:-1]]) or "x"


def with_key(owner, key, name, value):
    """`owner` in its order, with another key in place of `key`."""
    members = [(name, value) if each == key else (each, inner) for each, inner in owner.items()]
    owner.clear()
    owner.update(members)


def change(template, chance):
    """Changes one thing, and says what."""
    if isinstance(template.get("Resources"), dict) and chance.random() < 0.1:
        name = chance.choice([*template["Resources"]])
        resource = template["Resources"][name]
        attribute, value = copy.deepcopy(chance.choice(ATTRIBUTES))
        if isinstance(resource, dict):
            if attribute == "DependsOn" and chance.random() < 0.4:
                value = name_in(template, "Resources", chance)
            if attribute == "Condition" and chance.random() < 0.4:
                value = name_in(template, "Conditions", chance)
            resource[attribute] = value
            return f"{name} {attribute} = {value!r}"
    if chance.random() < 0.28:
        section, value = copy.deepcopy(chance.choice(sections(template, chance)))
        there = template.get(section)
        if isinstance(there, dict) and isinstance(value, dict):
            there.update(value)
        else:
            template[section] = value
        return f"{section} += {value!r}"
    paths = [path for path in mutations.places(template) if len(path) > 1]
    path = chance.choice(paths)
    owner, key = mutations.at(template, path[:-1]), path[-1]
    said = "/".join(map(str, path))
    how = chance.choice(["any", "any", "call", "call", "plain", "plain", "key", "unknown", "choice", "argument", "list", "move"])
    if how == "argument":
        calls = [each for each in paths if isinstance(each[-1], str) and (each[-1].startswith("Fn::") or each[-1] in ("Ref", "Condition"))]
        if calls:
            path = chance.choice(calls)
            owner, key, said = mutations.at(template, path[:-1]), path[-1], "/".join(map(str, path))
            others = [each[key] for each in functions(template, chance) if key in each] or PLAIN
            owner[key] = copy.deepcopy(chance.choice([*others, *chance.choices(PLAIN, k=2)]))
            return f"{said} argument -> {owner[key]!r}"
    if how == "key" and isinstance(key, str) and key:
        name = misspelt(key, chance)
        with_key(owner, key, name, owner[key])
        return f"{said} called {name}"
    if how == "unknown" and isinstance(owner[key], dict):
        other = mutations.at(template, (other_path := chance.choice(paths))[:-1])
        name = other_path[-1] if isinstance(other_path[-1], str) and chance.random() < 0.6 else "Unknown"
        owner[key][name] = copy.deepcopy(other[other_path[-1]])
        return f"{said} gets {name}"
    if how == "choice":
        condition = name_in(template, "Conditions", chance)
        nothing = {"Ref": "AWS::NoValue"}
        other = chance.choice([nothing, nothing, owner[key], "x", chance.choice(functions(template, chance))])
        branches = [owner[key], copy.deepcopy(other)]
        chance.shuffle(branches)
        owner[key] = {"Fn::If": [condition, *branches]}
        return f"{said} in Fn::If beside {other!r}"
    if how == "list":
        owner[key] = owner[key][0] if isinstance(owner[key], list) and owner[key] else [owner[key]]
        return f"{said} list or not"
    if how == "move":
        other_path = chance.choice(paths)
        owner[key] = copy.deepcopy(mutations.at(template, other_path))
        return f"{said} as {'/'.join(map(str, other_path))}"
    if how in ("call", "plain"):
        owner[key] = copy.deepcopy(chance.choice(functions(template, chance) if how == "call" else PLAIN))
        return f"{said} -> {owner[key]!r}"
    return mutations.change_at(template, path, [*mutations.OTHER_TYPES, None, *mutations.intrinsics(template, chance)], chance)


def variant(template, chance):
    template, said = copy.deepcopy(template), []
    if isinstance(template["Resources"], dict) and chance.random() < 0.1:
        template, said = mutations.rename(template, chance), ["renamed"]
    said.append(change(template, chance))
    return template, ", ".join(said)


def line_change(lines, chance):
    """Changes the text of one line, as a slip of the hand would."""
    at = chance.randrange(len(lines))
    line = lines[at]
    blank = len(line) - len(line.lstrip())
    how = chance.choice(["double", "drop", "indent", "dedent", "tab", "cut", "sign", "colon", "quote", "comma", "key", "swap", "short", "conflict",
    "anchor", "empty"])
    if how == "double":
        lines.insert(at, line)
    elif how == "drop":
        del lines[at]
    elif how == "indent":
        lines[at] = " " * chance.choice([1, 2]) + line
    elif how == "dedent":
        lines[at] = line[chance.choice([1, 2]):] if blank > 1 else line
    elif how == "tab":
        lines[at] = "\t" + line.lstrip()
    elif how == "cut":
        lines[at:] = [line[: chance.randrange(len(line) + 1)]]
    elif how == "sign":
        place = chance.randrange(len(line) + 1)
        lines[at] = line[:place] + chance.choice("\"'{}[]:,#&*!%@`|>?-") + line[place:]
    elif how == "colon":
        lines[at] = line.replace(":", "", 1)
    elif how == "quote":
        lines[at] = re.sub(r"[\"']", "", line, count=1)
    elif how == "comma":
        lines[at] = line[:-1] if line.endswith(",") else line + ","
    elif how == "key" and ":" in line:
        lines.insert(at + 1, line.split(":")[0] + ": " + chance.choice(["x", "[]", "{}", "", "!Ref Missing", "null", "~"]))
    elif how == "swap" and at + 1 < len(lines):
        lines[at], lines[at + 1] = lines[at + 1], line
    elif how == "short" and ": " in line:
        lines[at] = line.split(": ")[0] + ": " + chance.choice(
            ["!Ref A", "!Sub ${A}", "!GetAtt A.B", "!GetAtt A", "!GetAtt [A, B]", "!Join [a, [b]]", "!If [a, b, c]", "!Missing x", "!Ref",
            "!Sub [a]", "!Ref {Ref: A}", "!Sub !Ref A", "!Base64 !Sub x", "!Select [0, !GetAZs '']",
             "!Condition A", "!Equals [a, b]", "!Not [!Condition A]", "!FindInMap [a, b, c]", "!ImportValue a", "!Split [',', a]", "!Cidr [a, 1]",
             "!Transform {Name: A}", "!!str 7", "!!binary x", "2012-10-17", "0o7", "0x1F", "1_000", "1e3", "yes", "off", ".inf", "12:30:00", "'x",
             "|", ">-", "&a b", "*a", "<<"])
    elif how == "conflict":
        lines.insert(at, chance.choice(["<<<<<<< HEAD", "=======", ">>>>>>> other"]))
    elif how == "anchor" and ": " in line:
        lines[at] = line.replace(": ", ": &anchor ", 1)
    elif how == "empty" and ":" in line:
        lines[at] = line.split(":")[0] + ":"
    return f"line {at + 1} {how}"


def text_variant(text, chance):
    lines = text.splitlines() or [""]
    said = line_change(lines, chance)
    return "\n".join(lines) + "\n", said
