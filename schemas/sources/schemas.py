"""Takes what lints out of cfn-lint's schemas: no descriptions, no handlers, no examples."""
import copy
import json
import re

# What says nothing about a template.
DROPPED = {
    "$comment", "$id", "$schema", "additionalIdentifiers", "arrayType", "conditionalCreateOnlyProperties", "deprecatedProperties", "description",
    "documentationUrl", "examples", "handlers", "insertionOrder", "propertyTransform", "relationshipRef", "replacementStrategy", "resourceLink",
    "sourceUrl", "taggable", "title", "typeConfiguration", "typeName", "writeOnlyProperties",
}
# Keywords whose value is a map of names and not of keywords.
NAMED = {"properties", "patternProperties", "definitions", "dependencies"}
# Keywords whose value is no schema.
PLAIN = {"const", "enum", "enumCaseInsensitive", "required", "dependentRequired", "dependentExcluded"}
POINTERS = {"readOnlyProperties", "createOnlyProperties", "primaryIdentifier"}
FOLDER = "cfnlint/data/schemas/"


def readable(pattern):
    """The pattern without what only Java (pairs of surrogates) or a mistake (a count behind `$`) puts into it."""
    pattern = pattern.replace(r"\uD800\uDC00-\uDBFF\uDFFF", "\U00010000-\U0010FFFF")
    return re.sub(r"\$\{\d+,\d+\}$", "$", pattern)


def stripped(schema, dropped=DROPPED):
    if isinstance(schema, list):
        return [stripped(item, dropped) for item in schema]
    if not isinstance(schema, dict):
        return schema
    result = {}
    for key, value in schema.items():
        if key in dropped:
            continue
        if key in NAMED:
            rename = readable if key == "patternProperties" else str
            result[key] = {rename(name): stripped(member, dropped) for name, member in value.items()}
        elif key == "pattern" and isinstance(value, str):
            result[key] = readable(value)
        elif key in PLAIN:
            result[key] = value
        else:
            result[key] = stripped(value, dropped)
    return result


def at_pointer(document, pointer):
    for part in pointer.strip("/").split("/"):
        document = document[int(part)] if isinstance(document, list) else document[part]
    return document


class References:
    """`$ref` is "#" for the whole schema, or the name of one of its definitions: other targets become definitions."""

    def __init__(self, schema, others):
        self.root = schema
        self.others = others
        self.added = {}

    def resolved(self):
        result = self._walk(self.root, "")
        if self.added:
            result.setdefault("definitions", {}).update(self.added)
        return result

    def _walk(self, value, document):
        if isinstance(value, list):
            return [self._walk(item, document) for item in value]
        if not isinstance(value, dict):
            return value
        result = {}
        for key, member in value.items():
            if key == "$ref" and isinstance(member, str):
                pointer = member.partition("#")[2]
                if "/cfnContext/functions" in pointer:
                    return copy.deepcopy(at_pointer(self.root, pointer))
                result[key] = self._name(member, document)
            else:
                result[key] = self._walk(member, document)
        return result

    def _name(self, reference, document):
        other, _, pointer = reference.partition("#")
        document = other or document
        if pointer in ("", "/"):
            return "#"
        local = re.fullmatch("/definitions/([^/]+)", pointer)
        if local and not document:
            return local[1]
        name = ".".join(part for part in [document, *pointer.split("/")] if part not in ("", "definitions"))
        if name not in self.added:
            self.added[name] = None
            source = self.others[document] if document else self.root
            self.added[name] = self._walk(at_pointer(source, pointer), document)
        return name


def property_path(pointer):
    """"/properties/A/B" -> "A/B"."""
    return pointer.removeprefix("/").removeprefix("properties/")


def resource_schema(schema):
    result = References(stripped(schema, DROPPED | {"default"}), {}).resolved()
    for key in POINTERS & result.keys():
        result[key] = sorted({property_path(pointer) for pointer in result[key]}) if key != "primaryIdentifier" else [
            property_path(pointer) for pointer in result[key]]
    if "tagging" in result:
        tagging = schema["tagging"]
        result["tagging"] = {key: tagging[key] for key in ("taggable", "tagProperty") if key in tagging}
        if "tagProperty" in tagging:
            result["tagging"]["tagProperty"] = property_path(tagging["tagProperty"])
    return result


def providers(files):
    """Region -> {resource type: name of the schema's file}. The region "sam" has the serverless types."""
    prefix = FOLDER + "providers/"
    return {name[len(prefix):-len(".json")]: json.loads(text) for name, text in files.items() if name.startswith(prefix)}


def resource_schemas(files):
    """Resource type -> schema, of all regions."""
    names = {}
    for types in providers(files).values():
        names.update(types)
    return {name: resource_schema(json.loads(files[f"{FOLDER}resources/{file}.json"])) for name, file in sorted(names.items())}


def resource_files(files):
    """A file a service: (path, table, facts)."""
    services = {}
    for name, schema in resource_schemas(files).items():
        services.setdefault(name.split("::")[1], {})[name] = schema
    for service, schemas in sorted(services.items()):
        yield f"resources/{service.lower()}.schema", "types", schemas


def folder(files, prefix, schema=stripped):
    return {name[len(prefix):-len(".json")]: json.loads(text) for name, text in files.items() if name.startswith(prefix)}


def lint_files(files):
    """The schemas that belong to rules (a file each), and those of the template's sections (one file)."""
    kept = DROPPED - {"$id"}
    for name, schema in sorted(folder(files, FOLDER + "extensions/").items()):
        schema.pop("all", None)  # beside the Regions: nothing reads it
        yield f"extensions/{name.replace('/', '.')}.schema", "extensions", {name: References(stripped(schema, kept), {}).resolved()}
    documents = folder(files, FOLDER + "other/")
    others = {schema["$id"]: schema for name, schema in documents.items() if name == "iam/policy"}
    sections = {}
    for name, schema in sorted(documents.items()):
        if name in ("draft7/schema", "deployment_files/git_sync"):
            continue
        result = References(stripped(schema), others).resolved()
        definitions = {key: value for key, value in result.get("definitions", {}).items()}
        for definition in definitions.values():
            definition.pop("definitions", None)
        sections[name] = result
    yield "sections/sections.schema", "other", sections
