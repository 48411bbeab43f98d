"""Calls of every function and condition over names that a template has: right ones, and such with arguments of a wrong form."""
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
