#!/usr/bin/env python3
"""Makes variants of templates and compares what `cxsam validate --output cfn-lint-json` and cfn-lint say of each; see README.md."""
import argparse
import collections
import json
import pathlib
import random
import re
import sys
import tempfile

import yaml

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import lint_answers  # noqa: E402
import lint_mutations  # noqa: E402
import lint_seeds  # noqa: E402
import lint_slips  # noqa: E402


class Reader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
    """YAML with CloudFormation's short forms; dates stay texts."""


def long_form(reader, suffix, node):
    if isinstance(node, yaml.ScalarNode):
        value = reader.construct_scalar(node)
    elif isinstance(node, yaml.SequenceNode):
        value = reader.construct_sequence(node, deep=True)
    else:
        value = reader.construct_mapping(node, deep=True)
    if suffix == "GetAtt" and isinstance(value, str):
        value = value.split(".", 1)
    return {suffix if suffix in ("Ref", "Condition") else f"Fn::{suffix}": value}


Reader.add_multi_constructor("!", long_form)
Reader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


class Writer(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):
    """Each value stands where it belongs: no aliases."""

    def ignore_aliases(self, data):
        return True


def texts(root):
    """Name and text of each template below a folder: YAML and JSON files, and the examples of pages."""
    for path in sorted(pathlib.Path(root).rglob("*")):
        if path.suffix in (".yaml", ".yml", ".json", ".template"):
            yield path.relative_to(root), path.read_text(encoding="utf-8", errors="replace")
        elif path.suffix == ".md":
            for number, block in enumerate(re.findall(r"^```yaml\n(.*?)^```", path.read_text(encoding="utf-8"), re.S | re.M)):
                yield f"{path.relative_to(root)}#{number}", block


def read_templates(roots):
    for root in roots:
        for name, text in texts(root):
            try:
                content = json.loads(json.dumps(yaml.load(text, Reader)))
            except (yaml.YAMLError, ValueError, TypeError, RecursionError):
                continue
            if isinstance(content, dict) and isinstance(content.get("Resources"), dict) and content["Resources"]:
                yield str(name), text, content


def findings(output):
    """Rule and line of each finding with its message; those that a parent explains are apart, since either may leave them out."""
    told, optional = {}, {}
    for each in output:
        pair = each["Rule"]["Id"], each["Location"]["Start"]["LineNumber"]
        (optional if each.get("ParentId") else told).setdefault(pair, each["Message"])
    return told, optional.keys() - told.keys()


def is_broken(output):
    """cfn-lint breaks down as a whole, or says that one of its rules did."""
    return output is None or any(each["Rule"]["Id"] == "E0002" or each["Message"].startswith("Exception ") for each in output)


def variants(options, folder):
    """Path, name and change of each variant, written to `folder`."""
    templates = list(read_templates(options.templates))
    chance = random.Random(options.seed)
    for number in range(len(templates) * options.each or options.count):
        name, text, template = templates[number % len(templates)] if options.each else chance.choice(templates)
        if chance.random() < options.slips:
            written, said = lint_slips.text_variant(text, chance)
            kind = "json" if text.lstrip().startswith("{") else "yaml"
        else:
            changed, said = lint_mutations.variant(template, chance)
            written, kind = yaml.dump(changed, Dumper=Writer, sort_keys=False, width=10000), "yaml"
        if options.only is None or number in options.only:
            path = pathlib.Path(folder, f"{number}.{kind}")
            path.write_text(written, encoding="utf-8")
            yield path, name, said


def made_for_rules(options, folder):
    """Path, rule and seed of each template that is made for a rule."""
    for rule, resources in lint_seeds.seeds():
        for number in range(options.rules):
            chance = random.Random(f"{options.seed} {rule} {number}")
            path = pathlib.Path(folder, f"{rule}-{number}.yaml")
            path.write_text(yaml.dump(lint_seeds.template_of(resources, chance), Dumper=Writer, sort_keys=False, width=10000), encoding="utf-8")
            yield path, rule, "made for it"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program", type=pathlib.Path, help="cxsam")
    parser.add_argument("cfn_lint", type=pathlib.Path, help="cfn-lint")
    tests = HERE.parent.parent
    parser.add_argument("--templates", nargs="*", default=[tests / "lint", tests / "transform"], help="folders of templates")
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--each", type=int, default=0, help="so many variants of each template, instead of --count of any")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rules", type=int, default=0, help="so many templates for each rule of `rules/`, instead of variants")
    parser.add_argument("--slips", type=float, default=0.2, help="which part of the variants has a slip of the hand in its text instead of another value")
    parser.add_argument("--batch", type=int, default=50, help="templates for one call of cfn-lint")
    parser.add_argument("--answers", type=pathlib.Path, default=pathlib.Path(tempfile.gettempdir(), "lint_answers"), help="folder in which what cfn-lint says of a text is kept")
    parser.add_argument("--only", type=int, nargs="*", help="numbers of the variants to look at")
    options = parser.parse_args()

    folder = tempfile.mkdtemp(prefix="lint_variants.")
    jobs = list((made_for_rules if options.rules else variants)(options, folder))
    included = ["--include-checks", "I"] if options.rules else []
    missed, extra, met, broken, differing = collections.Counter(), collections.Counter(), collections.Counter(), 0, 0
    for start in range(0, len(jobs), options.batch):
        part = jobs[start : start + options.batch]
        paths = [path for path, _, _ in part]
        wanted = lint_answers.remembered(options.answers, [options.cfn_lint.absolute(), "--format", "json", *included, "--"], paths)
        made = lint_answers.ask([options.program.absolute(), "validate", "--output", "cfn-lint-json", *included, "--"], paths)
        for path, name, said in part:
            if made[path.name] is not None and is_broken(wanted[path.name]):
                broken += 1
                continue
            if made[path.name] is None:
                differing += 1
                print(f"{path} {name}: {said}\n      CRASH", flush=True)
                continue
            met.update({each["Rule"]["Id"] for each in wanted[path.name]})
            (theirs, may), (ours, _) = findings(wanted[path.name]), findings(made[path.name])
            not_told, too_much = sorted(theirs.keys() - ours.keys()), sorted(ours.keys() - theirs.keys() - may)
            if not_told or too_much:
                differing += 1
                missed.update(rule for rule, _ in not_told)
                extra.update(rule for rule, _ in too_much)
                print(f"{path} {name}: {said}")
                for kind, pairs, messages in (("missed", not_told, theirs), ("extra", too_much, ours)):
                    for rule, line in pairs[:8]:
                        print(f"      {kind} {rule} {line}: {messages[rule, line][:200]}", flush=True)
    for rule in sorted({*missed, *extra}, key=lambda rule: -missed[rule] - extra[rule]):
        print(f"{rule}: missed {missed[rule]}, extra {extra[rule]}")
    print(f"{len(met)} rules met, of these fewer than ten times:", *sorted(rule for rule in met if met[rule] < 10))
    counted = len(jobs) - broken
    print(f"{len(jobs)} variants of seed {options.seed}: {broken} that cfn-lint breaks down at; {differing} differ, "
          f"{100 * (1 - differing / max(counted, 1)):.2f} % agree")
    return differing > 0


if __name__ == "__main__":
    sys.exit(main())
