"""Variants of a template: names changed, resources shuffled, one value dropped, nulled, doubled or of another type."""
import copy
import re

OTHER_TYPES = ["text", "", 7, 0, True, False, [], ["text"], [{"A": "b"}], {}, {"A": "b"}, {"Ref": "AWS::Region"},
               {"Fn::Sub": "${AWS::StackName}-x"}, {"Fn::If": ["C", "a", {"Ref": "AWS::NoValue"}]}]


def places(node, path=()):
    """The path of every value below a node, outermost first."""
    members = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in members:
        yield (*path, key)
        yield from places(value, (*path, key))


def at(node, path):
    for key in path:
        node = node[key]
    return node


def renamed(node, names):
    """Every whole word that is one of `names` is its new name, in keys and in texts."""
    if isinstance(node, dict):
        return {renamed(key, names): renamed(value, names) for key, value in node.items()}
    if isinstance(node, list):
        return [renamed(item, names) for item in node]
    if isinstance(node, str):
        return re.sub(r"[A-Za-z0-9]+", lambda word: names.get(word.group(), word.group()), node)
    return node


def rename(template, chance):
    """A template with other names of some of its resources. Properties that are called like one keep it from that."""
    used = {key for path in places(template) for key in path[2:]}
    ids = [name for name in template["Resources"] if name not in used and re.fullmatch("[A-Za-z0-9]+", name)]
    names = {name: f"{chance.choice(['Z', 'My', 'a'])}{name}{chance.randrange(100)}" for name in ids if chance.random() < 0.5}
    return renamed(template, names)


def shuffle(template, chance):
    members = list(template["Resources"].items())
    chance.shuffle(members)
    template["Resources"] = dict(members)


def double(owner, key):
    value = copy.deepcopy(owner[key])
    if isinstance(owner, list):
        owner.insert(key + 1, value)
    else:
        owner[f"{key}2"] = value


def change(template, chance):
    """Changes one value of resources or Globals, and says which and how."""
    paths = [path for path in places(template) if path[0] in ("Resources", "Globals") and len(path) > 1]
    return change_at(template, chance.choice(paths), OTHER_TYPES, chance)


def change_at(template, path, others, chance):
    owner, key, how = at(template, path[:-1]), path[-1], chance.choice(["drop", "null", "double", "type", "type"])
    if how == "drop":
        del owner[key]
    elif how == "null":
        owner[key] = None
    elif how == "double":
        double(owner, key)
    else:
        owner[key] = copy.deepcopy(chance.choice([other for other in others if type(other) is not type(owner[key])]))
        how = f"-> {owner[key]!r}"
    return f"{'/'.join(map(str, path))} {how}"


def variant(template, chance):
    """One variant, and what was changed in words."""
    template, said = copy.deepcopy(template), []
    if chance.random() < 0.3:
        template, said = rename(template, chance), ["renamed"]
    if chance.random() < 0.3:
        shuffle(template, chance)
        said.append("shuffled")
    if not said or chance.random() < 0.8:
        said.append(change(template, chance))
    return template, ", ".join(said)


def intrinsics(template, chance):
    """A value of each function, over names that the template has."""
    def name_in(section):
        return chance.choice([*(template.get(section) or {"Missing": None})])

    resource, mapping = name_in("Resources"), name_in("Mappings")
    return [{"Ref": name_in("Parameters")}, {"Ref": resource}, {"Ref": "AWS::NoValue"}, {"Fn::GetAtt": [resource, "Arn"]},
            {"Fn::Sub": f"${{{resource}}}-x"}, {"Fn::Sub": "text"}, {"Fn::Join": ["-", ["a", {"Ref": "AWS::Region"}]]},
            {"Fn::If": [name_in("Conditions"), "a", {"Ref": "AWS::NoValue"}]}, {"Fn::Select": [0, ["a", "b"]]},
            {"Fn::FindInMap": [mapping, {"Ref": "AWS::Region"}, "Key"]}, {"Fn::ImportValue": "a"}, {"Fn::Split": [",", "a,b"]},
            {"Fn::GetAZs": ""}, {"Fn::Base64": "text"}]
