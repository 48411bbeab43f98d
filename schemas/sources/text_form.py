"""Writes facts (what JSON can say) in the text form of this folder: see README.md there. The build's reader is compile/text_reader.h."""
import collections
import hashlib
import itertools
import json
import re

WIDTH = 120
TYPES = {"array", "boolean", "integer", "null", "number", "object", "string"}
BARE = re.compile(r"[A-Za-z0-9_$./:*+-]+\Z")
NUMBER = re.compile(r"-?[0-9]+\.?[0-9]*([eE][+-]?[0-9]+)?\Z")
# Members that read best at the head of a schema's line; the others follow by name.
ORDER = {key: index for index, key in enumerate((
    "type", "$ref", "additionalProperties", "uniqueItems", "format", "const", "minLength", "maxLength", "minimum", "maximum", "minItems",
    "maxItems", "pattern", "enum", "required"))}
# Members whose own members stand on a line each.
BLOCKS = {"properties", "definitions", "patternProperties"}


def word(text):
    if BARE.match(text):
        return text
    if any(ord(c) < 32 for c in text):
        return json.dumps(text, ensure_ascii=False)
    return "'" + text.replace("'", "''") + "'"


def scalar(value):
    if isinstance(value, str):
        return word(value) if value not in ("true", "false", "null") and not NUMBER.match(value) else f"'{value}'"
    return json.dumps(value)


def is_types(value):
    names = value if isinstance(value, list) else [value]
    return bool(names) and all(isinstance(name, str) and name in TYPES for name in names) and value not in ([names[0]],)


FAMILY = re.compile(r"((?:(?:cache|db|ml)\.)?[a-z][a-z0-9-]*\.)[A-Za-z0-9.-]+\Z")


def families(items):
    """(word, items) of a list: `db.t3.{micro small}` for neighbours of one instance family."""
    def beginning_of(item):
        match = FAMILY.match(item) if isinstance(item, str) else None
        return match[1] if match else None
    for beginning, group in itertools.groupby(items, beginning_of):
        group = list(group)
        if beginning and len(group) > 1:
            yield beginning + "{" + " ".join(item[len(beginning):] for item in group) + "}", group
        else:
            yield from ((scalar(item), [item]) for item in group)


def plain_list(value):
    return isinstance(value, list) and all(not isinstance(item, (dict, list)) for item in value)


def ordered(members):
    return sorted(members, key=lambda member: (ORDER.get(member[0], len(ORDER)), member[0]))


class Writer:
    """The lines of one file. Facts that stand in it more than once, and are long, are defined once at the top and named."""

    def __init__(self, facts, share_from=160):
        self.numbers = {}
        self.counts = collections.Counter()
        self.share_from = share_from
        self.shared = {}
        self.shared_lines = []
        self.words = collections.Counter()
        self._count(facts)
        self.facts = facts

    def lines(self):
        body = [line for key in sorted(self.facts) for line in self.member(key, self.facts[key], 0)]
        return self.shared_lines + body

    def _number(self, value):
        """The same number for equal facts."""
        if isinstance(value, dict):
            key = ("map", *sorted((name, self._number(member)) for name, member in value.items()))
        elif isinstance(value, list):
            key = ("list", *(self._number(item) for item in value))
        else:
            key = (type(value).__name__, value)
        return self.numbers.setdefault(key, len(self.numbers))

    def _count(self, value):
        if not isinstance(value, (dict, list)) or not value:
            return
        number = self._number(value)
        self.counts[number] += 1
        if self.counts[number] == 1:
            if plain_list(value):
                self.words.update(word for word, items in families(value) if len(items) > 1)
            for part in value.values() if isinstance(value, dict) else value:
                self._count(part)

    def _name(self, value):
        """The name of a shared fact, which is defined at the top by then; None for one that stands where it is used."""
        if not isinstance(value, (dict, list)) or not value:
            return None
        number = self._number(value)
        if number in self.shared:
            return self.shared[number]
        text = json.dumps(value, sort_keys=True)
        if self.counts[number] < 2 or len(text) < self.share_from:
            self.shared[number] = None
            return None
        name = "x" + hashlib.sha256(text.encode()).hexdigest()[:6]
        lines = self._member_lines("@" + name, value, 0)
        self.shared_lines += lines
        self.shared[number] = name
        return name

    def inline(self, value):
        name = self._name(value)
        return "@" + name if name else self._spelled_out(value)

    def _spelled_out(self, value):
        if isinstance(value, list):
            return "[" + " ".join(self.inline(item) for item in value) + "]"
        if isinstance(value, dict):
            return "{" + " ".join(self.attribute(key, member) for key, member in ordered(value.items())) + "}"
        return scalar(value)

    def attribute(self, key, value):
        if key == "type" and is_types(value):
            return "|".join(value) if isinstance(value, list) else value
        if key == "$ref" and isinstance(value, str) and BARE.match(value):
            return "#" + value
        if key == "additionalProperties" and value is False:
            return "closed"
        if key == "uniqueItems" and value is True:
            return "unique"
        return f"{word(key)}={self.inline(value)}"

    def member(self, key, value, indent):
        name = self._name(value)
        if name:
            return [" " * indent + f"{word(key)}=@{name}"]
        return self._member_lines(key, value, indent)

    def _member_lines(self, key, value, indent):
        head = " " * indent + (key if key.startswith("@") else word(key))
        if isinstance(value, dict):
            return self._map_lines(head, key, value, indent)
        text = f"{head}={self._spelled_out(value)}"
        if not isinstance(value, list) or len(text) <= WIDTH:
            return [text]
        if plain_list(value):
            words = [self._family(*family) for family in families(value)]
            return [f"{head}=["] + self._filled(words, indent + 1) + [" " * indent + "]"]
        return [head] + [line for item in value for line in self.member("-", item, indent + 1)]

    def _family(self, text, items):
        """A family that stands in several lists is defined once."""
        if len(text) < 32 or self.words[text] < 2:
            return text
        name = text.partition(".{")[0] + "-" + hashlib.sha256(text.encode()).hexdigest()[:4]
        if name not in self.shared:
            self.shared[name] = text
            self.shared_lines.append(f"@{name}=[{text}]")
        return "&" + name

    @staticmethod
    def _filled(words, indent):
        """Words in lines: a family has a line of its own, so that a new one moves no other."""
        lines = []
        line = ""
        for item in words:
            if line and ("{" in item or line.endswith("}") or len(line) + len(item) > WIDTH - indent):
                lines.append(" " * indent + line)
                line = ""
            line += (" " if line else "") + item
        return lines + [" " * indent + line]

    def _map_lines(self, head, key, value, indent):
        if key in BLOCKS:
            return [head] + [line for name in sorted(value) for line in self.member(name, value[name], indent + 1)]
        words = []
        below = []
        room = WIDTH - len(head)
        for name, member in ordered(value.items()):
            if name not in BLOCKS:
                text = self.attribute(name, member)
                if len(text) < room:
                    words.append(text)
                    room -= len(text) + 1
                    continue
            below.append((name, member))
        lines = [" ".join([head, *words])]
        for name, member in below:
            lines += self.member(name, member, indent + 1)
        return lines


def write(table, facts, source, share_from=160):
    return f"# {source}\n%table {table}\n" + "".join(line + "\n" for line in Writer(facts, share_from).lines())
