"""The properties of SAM's resource types, events and their parts, as the developer guide declares them. Only the facts are taken:
names, types, what is required, defaults that are one word."""
import json
import re

DOCS = "samtranslator/internal/schema_source/sam-docs.json"
NAMES = ("Api", "Application", "CapacityProvider", "Connector", "Function", "GraphQLApi", "HttpApi", "LayerVersion", "MicrovmImage",
         "NetworkConnector", "SimpleTable", "StateMachine", "WebSocketApi")


def owner_name(slug):
    """"sam-resource-function" -> "AWS::Serverless::Function", "sam-property-function-api" -> "function-api"."""
    kind, name = slug.removeprefix("sam-").split("-", 1)
    if kind == "property":
        return name
    return "AWS::Serverless::" + next(known for known in NAMES if known.lower() == name)


def field(text, name):
    """The plain words of a line `*Name*: ...`."""
    found = re.search(rf"\*{name}\*: *(.*)", text)
    words = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", found.group(1)) if found else ""
    return re.sub(r"\s+", " ", words.replace("\\$1", "|").replace("\\", "").replace("`", "").replace("[", "").replace("]", "")).strip()


def one_word(default):
    return default if re.fullmatch(r"[\w$/.:*-]+", default) and not default.endswith(".") and default != "None" else ""


def required(words):
    return {"Yes": "yes", "Conditional": "conditional"}.get(re.split(r"[. ]", words)[0], "no")


def properties(files):
    """owner, property, type, required, default: one property a line."""
    rows = []
    for slug, members in json.loads(files[DOCS])["properties"].items():
        for name, text in members.items():
            row = owner_name(slug), name, field(text, "Type"), required(field(text, "Required")), one_word(field(text, "Default"))
            rows += [row] if row[2] else []
    return sorted(rows)
