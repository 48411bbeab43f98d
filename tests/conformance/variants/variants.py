#!/usr/bin/env python3
"""Makes variants of templates and compares what cxsam and the translator's wheel make of each; see README.md."""
import argparse
import collections
import json
import multiprocessing
import pathlib
import random
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import mutations  # noqa: E402
import reference  # noqa: E402

REGION = "eu-west-1"
DEPLOYMENT = re.compile(r"(Deployment|deployment id: )[0-9a-f]{10,40}\b")


def normal(value):
    """The same text for values that differ in the order of keys and lists, or in the hash of a deployment."""
    if isinstance(value, dict):
        return "{" + ",".join(sorted(f"{DEPLOYMENT.sub('', key)}:{normal(inner)}" for key, inner in value.items())) + "}"
    if isinstance(value, list):
        return "[" + ",".join(sorted(normal(item) for item in value)) + "]"
    if isinstance(value, float) and value.is_integer():
        value = int(value)  # 50.0 and 50 are one number
    return DEPLOYMENT.sub(r"\1", json.dumps(value))


def without_hashes(value):
    """The keys of deployments without their hash, so that they can be held against each other."""
    if isinstance(value, dict):
        return {DEPLOYMENT.sub(r"\1", key): without_hashes(inner) for key, inner in value.items()}
    return [without_hashes(item) for item in value] if isinstance(value, list) else value


def first_difference(wanted, made, path=""):
    if isinstance(wanted, dict) and isinstance(made, dict):
        for key in sorted({*wanted, *made}):
            if key not in wanted or key not in made:
                shown = json.dumps(wanted.get(key, made.get(key)))[:200]
                return f"{path}/{key}: {'too much' if key in made else 'missing'}: {shown}"
            if normal(wanted[key]) != normal(made[key]):
                return first_difference(wanted[key], made[key], f"{path}/{key}")
    if isinstance(wanted, list) and isinstance(made, list) and len(wanted) == len(made):
        left = sorted(wanted, key=normal), sorted(made, key=normal)
        for index, (one, other) in enumerate(zip(*left)):
            if normal(one) != normal(other):
                return first_difference(one, other, f"{path}/{index}")
    return f"{path}: {json.dumps(made)[:200]}, wanted {json.dumps(wanted)[:200]}"


def named_in_refusal(text):
    """Every resource and event that the wheel's refusal names; what it makes of a value that is no name is none."""
    return set(re.findall(r"with id \[([A-Za-z0-9]+)\]", text))


def run(program, path):
    done = subprocess.run([program, "transform", "--require-s3", "--region", REGION, path], capture_output=True, text=True, timeout=60)
    return done.returncode, done.stdout, done.stderr


def judge(wanted, exit_code, made, findings):
    """Nothing where both agree, else the difference in words."""
    kind, value = wanted
    if exit_code not in (0, 1):
        return f"CRASH exit {exit_code}: {findings[-300:]}"
    if kind == "broken":
        return None
    if kind == "refused":
        if exit_code == 0:
            return f"accepted, but refused: {value[:600]}"
        words = set(re.findall(r"[A-Za-z0-9]+", findings))
        missing = sorted(named_in_refusal(value) - words)
        return f"does not name {', '.join(missing)}: {value[:600]}" if missing else None
    if exit_code == 1:
        return f"refused, but accepted: {findings[:500]}"
    output = json.loads(made)
    return None if normal(value) == normal(output) else first_difference(without_hashes(value), without_hashes(output))


def compare(job):
    program, folder, number, name, template, said = job
    path = pathlib.Path(folder, f"{number}.json")
    path.write_text(json.dumps(template, indent=1), encoding="utf-8")
    wanted = reference.answer(template)
    difference = judge(wanted, *run(program, path))
    if difference is None:
        path.unlink()
    return number, name, said, wanted[0], difference


def read_templates(paths):
    """Name and content of each template that the wheel's own reader reads."""
    from samtranslator.yaml_helper import yaml_parse

    for path in paths:
        content = yaml_parse(path.read_text(encoding="utf-8"))
        if isinstance(content, dict) and isinstance(content.get("Resources"), dict) and content["Resources"]:
            yield path.parent.name, json.loads(json.dumps(content, default=str))


def jobs(options, folder):
    paths = sorted(path for root in options.templates for path in pathlib.Path(root).rglob("input.yaml"))
    templates = list(read_templates(paths))
    chance = random.Random(options.seed)
    for number in range(options.count):
        name, template = chance.choice(templates)
        changed, said = mutations.variant(template, chance)
        if options.only is None or number in options.only:
            yield options.program, folder, number, name, changed, said


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program", help="cxsam")
    parser.add_argument("--templates", nargs="*", default=[HERE.parent.parent / "transform"], help="folders of <case>/input.yaml")
    parser.add_argument("--count", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--only", type=int, nargs="*", help="numbers of the variants to look at")
    options = parser.parse_args()

    folder = tempfile.mkdtemp(prefix="variants.")
    kinds, differing = collections.Counter(), 0
    with multiprocessing.Pool(options.jobs) as pool:
        for number, name, said, kind, difference in pool.imap(compare, jobs(options, folder), chunksize=8):
            kinds[kind] += 1
            if difference is not None:
                differing += 1
                print(f"{folder}/{number}.json {name}: {said}\n      {difference}", flush=True)
    counted = sum(kinds.values()) - kinds["broken"]
    print(f"{sum(kinds.values())} variants of seed {options.seed}: {kinds['made']} made, {kinds['refused']} refused, "
          f"{kinds['broken']} that the wheel breaks down at; {differing} differ, {100 * (1 - differing / max(counted, 1)):.2f} % agree")
    return differing > 0


if __name__ == "__main__":
    sys.exit(main())
