"""Faults of one line that people make: a wrong value, name, function or type, as a change of the template's text."""
import re

OTHERS = ["abc", "[x, y]", "{a: b}", "", "maybe", "[true]", "7", "-1", "'7'", "1.5", "true", "null", "''", "99999999", "- a", "!Ref AWS::NoValue", "!Ref AWS::Region",
          "!Sub '${AWS::Region}'", "!GetAZs ''", "!If [Missing, a, b]", "!Select [0, [a, b]]", "!Split [',', 'a,b']", "!Join [',', [a, b]]", "arn:aws:iam::123456789012:role/x",
          "text with blanks", "{{resolve:ssm:/a}}", "2012-10-17"]
FUNCTIONS = ["Ref", "Sub", "GetAtt", "ImportValue", "GetAZs", "Base64", "Join", "Split", "Select", "If", "FindInMap", "Cidr", "Length", "ToJsonString", "Equals", "Condition",
             "Missing", "Transform"]
VALUE = re.compile(r"^(\s*(?:- )?[\w:-]+:\s+)(\S.*)$")
KEY = re.compile(r"^(\s*(?:- )?)([\w:-]+)(:(?:\s.*)?)$")


def other_value(match, chance):
    return match[1] + chance.choice(OTHERS)


def bogus_value(match, chance):
    return match[1] + (match[2][:-1] + "-bogus" + match[2][-1] if match[2][-1] in "\"'" else match[2] + chance.choice(["-bogus", "x", "Nope"]))


def misspelt_key(match, chance):
    word = match[2]
    return match[1] + chance.choice([word[:-1] or "x", word + "s", word + word[-1], word.lower(), word[:1].swapcase() + word[1:], word[1:] or "x"]) + match[3]


def other_function(match, chance):
    return match[1] + "!" + chance.choice(FUNCTIONS) + match[3]


def other_name(match, chance):
    return match[1] + match[2] + chance.choice(["Nope", ".Arn", ".Nope", "x", ".Arn.x"]) + match[3]


def needless_sub(match, chance):
    return match[1] + "!Sub '" + match[2].strip("\"'") + "'"


def without_function(match, _):
    return match[1] + match[3].lstrip()


def literal_in_sub(match, _):
    return match[1] + "${!x}${Zz" + match[2]


def added_attribute(match, chance):
    added = chance.choice(["DependsOn: Missing", "DependsOn: [Missing]", "Condition: Missing", "DeletionPolicy: Snapshot", "DeletionPolicy: Nope", "UpdateReplacePolicy: Retain",
                           "UpdatePolicy: {}", "CreationPolicy: {}", "Properties: {}", "Type: AWS::SNS::Topic", "Tags: {a: b}", "Nope: x"])
    return match[0] + "\n" + match[1].replace("-", " ") + added


KINDS = [
    (VALUE, other_value), (VALUE, other_value), (VALUE, bogus_value), (VALUE, bogus_value), (VALUE, needless_sub), (KEY, misspelt_key), (KEY, misspelt_key),
    (re.compile(r"^(.*?)!(\w+)(\b.*)$"), other_function), (re.compile(r"^(.*!(?:Ref|GetAtt|ImportValue) )([\w.:]+)(.*)$"), other_name),
    (re.compile(r"^(.*?)!(Sub|Ref|GetAtt)(\b.*)$"), without_function), (re.compile(r"^(.*!Sub.*?)\$\{(.*)$"), literal_in_sub), (re.compile(r"^(  +)Type: (\w+::.*)$"), added_attribute),
    (re.compile(r"^(\s*Type: )(\w+::.*)$"), bogus_value), (re.compile(r"^(\s*Value: )(.*)$"), other_value), (re.compile(r"^(\s*Runtime: )(.*)$"), other_value),
]


def fault(lines, chance):
    """Changes one line, and says which and how; None where the text has no line for the kind that was drawn."""
    pattern, changed = chance.choice(KINDS)
    there = [(number, match) for number, line in enumerate(lines) if (match := pattern.match(line))]
    if not there:
        return None
    number, match = chance.choice(there)
    lines[number] = changed(match, chance)
    return f"line {number + 1} {changed.__name__}: {lines[number].strip()}"
