"""Variants of a template for linters: one thing is changed, of any section, in one of many ways."""
import copy

import mutations
from lint_calls import PLAIN, functions, name_in
from lint_sections import sections

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
