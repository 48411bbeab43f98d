"""How what was answered is held against what was recorded."""
import json
import re


class Miss(Exception):
    """Why a case does not pass."""


def expect(wanted, got, what):
    if wanted != got:
        raise Miss(f"{what}: {shorten(wanted)} was recorded, {shorten(got)} came")


def shorten(value):
    text = value if isinstance(value, str) else repr(value)
    return text if len(text) <= 160 else f"{text[:120]}... ({len(text)} characters)"


PLACEHOLDER = re.compile(r"<[^<>]*>|\bdate\b")


def same_text(wanted, got):
    """`<request-id>` and the like stand for any text that is not empty, as `date` does for one of a log line."""
    if not PLACEHOLDER.search(wanted):
        return wanted == got
    parts = [re.escape(part) for part in PLACEHOLDER.split(wanted)]
    return re.fullmatch(".+".join(parts), got, re.DOTALL) is not None


def matches(wanted, got):
    """Every member that was recorded is there; others may be there too."""
    if isinstance(wanted, str) and wanted.startswith("<") and wanted.endswith(">"):
        return got is not None
    if isinstance(wanted, str):
        return isinstance(got, str) and same_text(wanted, got)
    if isinstance(wanted, dict):
        return isinstance(got, dict) and all(name in got and matches(value, got[name]) for name, value in wanted.items())
    if isinstance(wanted, list):
        return isinstance(got, list) and len(wanted) == len(got) and all(map(matches, wanted, got))
    return wanted == got and isinstance(wanted, bool) == isinstance(got, bool)


def expect_match(wanted, got, what):
    if not matches(wanted, got):
        raise Miss(f"{what}: {shorten(json.dumps(wanted))} was recorded, {shorten(json.dumps(got))} came")


def parsed(text):
    """JSON, or the text itself."""
    try:
        return json.loads(text)
    except (ValueError, TypeError):
        return text


def same_body(wanted, got):
    if wanted.strip() == got.strip():
        return True
    as_json = parsed(wanted)
    return not isinstance(as_json, str) and matches(as_json, parsed(got))


def expect_body(wanted, got, what="body"):
    if not same_body(wanted, got):
        raise Miss(f"{what}: {shorten(wanted)} was recorded, {shorten(got)} came")


def expect_headers(wanted, got):
    """`got` is a list of pairs. Headers that are not named may be extra; a name that came several times may be folded."""
    for name, value in wanted.items() if isinstance(wanted, dict) else wanted:
        values = [text for key, text in got if key.lower() == name.lower()]
        if name.lower() == "content-length" or (value.startswith("<") and values):
            continue
        if value not in values and ", ".join(values) != value:
            raise Miss(f"header {name}: {shorten(value)} was recorded, {shorten(', '.join(values))} came")


def each(cases, play):
    """Plays cases one by one; the reasons of those that do not pass."""
    misses = {}
    for case in cases:
        try:
            play(case["input"], case["expected"])
        except (Miss, OSError, KeyError, ValueError, TypeError) as error:
            misses[case["id"]] = str(error) if isinstance(error, Miss) else f"{type(error).__name__}: {error}"
    return misses
