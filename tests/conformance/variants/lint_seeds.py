"""Templates that are made for a rule: of each value one of some right and wrong ones, as it is or through a function."""
import copy
import pathlib

import yaml

FOLDER = pathlib.Path(__file__).resolve().parent / "rules"
NAMES = {
    "Text": {"Type": "String"}, "Count": {"Type": "Number", "Default": 1}, "Secret": {"Type": "String", "NoEcho": True},
    "Zone": {"Type": "AWS::EC2::AvailabilityZone::Name"}, "Subnets": {"Type": "List<AWS::EC2::Subnet::Id>"},
    "Image": {"Type": "AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>", "Default": "/image"}, "Block": {"Type": "String", "Default": "10.0.0.0/16"},
}
CONDITIONS = {
    "IsOne": {"Fn::Equals": [{"Ref": "Text"}, "one"]}, "IsTwo": {"Fn::Equals": [{"Ref": "Text"}, "two"]},
    "IsNotOne": {"Fn::Not": [{"Condition": "IsOne"}]}, "IsLarge": {"Fn::Equals": [{"Ref": "Count"}, 7]},
}


class Any:
    """Values of which a template has one."""

    def __init__(self, values):
        self.values = values


class Reader(yaml.SafeLoader):
    """YAML with `!any [...]` and `!long TEXT`; dates stay texts."""


Reader.add_constructor("!any", lambda reader, node: Any([reader.construct_object(each, deep=True) for each in node.value]))
Reader.add_constructor("!long", lambda reader, node: node.value * 2100)
Reader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def seeds():
    """Rule and the resources with which it is met."""
    for path in sorted(FOLDER.glob("*.yaml")):
        yield from yaml.load(path.read_text(encoding="utf-8"), Reader).items()


def is_call(value):
    return isinstance(value, dict) and len(value) == 1 and str(next(iter(value))).startswith(("Ref", "Fn::"))


def through_function(value, other, template, chance):
    """`value` as functions give it, beside `other`."""
    def parameter(**declaration):
        name = f"Given{len(template['Parameters'])}"
        number = isinstance(value, (int, float)) and not isinstance(value, bool)
        template["Parameters"][name] = {"Type": "Number" if number and chance.random() < 0.7 else "String", **declaration}
        return {"Ref": name}

    if value is None or isinstance(value, (list, dict)):
        return {"Fn::If": [chance.choice([*CONDITIONS]), *chance.choice([(value, other), (other, value), (value, {"Ref": "AWS::NoValue"})])]}
    text = str(value).lower() if isinstance(value, bool) else str(value)
    mapped = f"Map{len(template['Mappings'])}"
    how = chance.choice(["default", "allowed", "open", "if", "if", "if", "novalue", "map", "sub", "sub", "join", "select", "split", "nested"])
    if how == "default":
        return parameter(Default=value)
    if how == "allowed":
        return parameter(Default=value, AllowedValues=[value] if isinstance(other, (dict, list)) or other is None else [value, other])
    if how == "open":
        return parameter()
    if how == "map":
        template["Mappings"][mapped] = {"a": {"b": value}, "c": {"b": value if isinstance(other, dict) else other}}
        return {"Fn::FindInMap": [mapped, chance.choice(["a", "c", {"Ref": "Text"}, {"Ref": "AWS::Region"}]), "b"]}
    if how == "sub":
        return chance.choice([{"Fn::Sub": [text + "${X}", {"X": ""}]}, {"Fn::Sub": ["${X}", {"X": value}]}, {"Fn::Sub": text + "${AWS::Region}"},
                              {"Fn::Sub": [text + "${X}", {"X": parameter(Default="x")}]}])
    if how == "join":
        return {"Fn::Join": ["", chance.choice([[text], [text, {"Ref": "AWS::Region"}], [text[:1], text[1:]], [parameter(Default=value), ""]])]}
    if how == "select":
        return {"Fn::Select": [chance.choice([0, "0", 1]), [value, other]]}
    if how == "split":
        return {"Fn::Select": [0, {"Fn::Split": ["|", f"{text}|b"]}]}
    if how == "novalue":
        branches = [value, {"Ref": "AWS::NoValue"}]
        chance.shuffle(branches)
        return {"Fn::If": [chance.choice([*CONDITIONS]), *branches]}
    if how == "nested":
        return {"Fn::If": ["IsOne", value, {"Fn::If": [chance.choice(["IsOne", "IsTwo", "IsLarge"]), other, value]}]}
    return {"Fn::If": [chance.choice([*CONDITIONS]), value, other]}


def choose(value, template, chance, settings, below_properties=False):
    """One of the values that `value` stands for; some members are left out, some values come through a function."""
    if isinstance(value, Any):
        said = choose(chance.choice(value.values), template, chance, settings, below_properties)
        other = choose(chance.choice(value.values), template, chance, {"drop": 0, "call": 0})
        if below_properties and not is_call(said) and chance.random() < settings["call"] * 2:
            return through_function(said, other, template, chance)
        return said
    if isinstance(value, list):
        return [choose(each, template, chance, settings, below_properties) for each in value]
    if not isinstance(value, dict):
        return through_function(value, value, template, chance) if below_properties and chance.random() < settings["call"] * 0.3 else value
    if is_call(value):
        return copy.deepcopy(value)
    return {
        choose(key, template, chance, settings): choose(inner, template, chance, settings, below_properties or key in ("Properties", "CreationPolicy"))
        for key, inner in value.items()
        if not below_properties or chance.random() >= settings["drop"]
    }


def without_nothing(value):
    """`value` without the members that are AWS::NoValue outside of Fn::If: nobody writes them."""
    if isinstance(value, dict) and not is_call(value):
        return {key: without_nothing(inner) for key, inner in value.items() if inner != {"Ref": "AWS::NoValue"}}
    return [without_nothing(each) for each in value] if isinstance(value, list) else value


def template_of(resources, chance):
    """A template with these resources, and the parameters and conditions that they name."""
    template = {"Parameters": copy.deepcopy(NAMES), "Mappings": {}, "Conditions": copy.deepcopy(CONDITIONS)}
    settings = chance.choice([{"drop": 0, "call": 0}, {"drop": 0.12, "call": 0}, {"drop": 0.04, "call": 0.15}, {"drop": 0.04, "call": 0.35}])
    template["Resources"] = without_nothing(choose(resources, template, chance, settings))
    for section, names in (("Conditions", CONDITIONS), ("Parameters", NAMES)):
        for name in reversed(names):
            if f"'{name}'" not in repr({key: value for key, value in template.items() if key != "Parameters"}).replace(f"'{name}': ", ""):
                del template[section][name]
    if "AWS::Serverless::" in repr(template["Resources"]):
        template["Transform"] = "AWS::Serverless-2016-10-31"
    return {key: value for key, value in template.items() if value}
