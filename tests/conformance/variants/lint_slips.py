"""Slips of the hand in the text of a template."""
import re

from lint_faults import fault


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
    said = (fault(lines, chance) if chance.random() < 0.5 else None) or line_change(lines, chance)
    return "\n".join(lines) + "\n", said
