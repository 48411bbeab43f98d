#!/usr/bin/env python3
"""Puts the cases of a corpus to the real program through its public faces and prints `GROUP PASSED of TOTAL` a group.

usage: run.py --cxsam PROGRAM [--only PATTERN]... [--why] [CORPUS]

A group is a file of CORPUS/local: a JSON list of {"id", "input", "expected"}, or one of CORPUS/deploy: a transcript a line. What is expected stands in
the corpus only. A group without a face is `not served`, a case that needs a program which is not on this machine says so; neither counts as passed. The exit code is 0: figures are for
people to judge. README.md says how the cases are played and compared.
"""
import argparse
import collections
import concurrent.futures
import fnmatch
import json
import os
import pathlib
import sys
import tempfile

import authorizer_face
import deploy_face
import gateway_face
import http_face
import invoke_face
import lambda_face
import mapping_face
import runtime_face
import stages_face
from compare import Miss

FACES = {
    **runtime_face.GROUPS,
    **invoke_face.GROUPS,
    **lambda_face.GROUPS,
    **gateway_face.GROUPS,
    **mapping_face.GROUPS,
    **authorizer_face.GROUPS,
    **stages_face.GROUPS,
    **deploy_face.GROUPS,
    **http_face.GROUPS,
}


def read_groups(corpus):
    """Cases by group: lists in local/GROUP.json, transcripts of commands, one a line, in deploy/GROUP.jsonl."""
    groups = {file.stem: json.loads(file.read_text()) for file in sorted(corpus.glob("local/*.json"))}
    for file in sorted(corpus.glob("deploy/*.jsonl")):
        cases = [json.loads(line) for line in file.read_text().splitlines()]
        if cases and "argv" in cases[0]:
            groups[f"deploy-{file.stem}"] = cases
    return groups


def play(face, program, cases):
    """The reason of each case that does not pass, by its id."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="cxsam-conformance."))
    try:
        return face(program, folder, cases)
    except (Miss, OSError) as error:
        return {case["id"]: str(error) for case in cases}
    finally:
        for path in sorted(folder.rglob("*"), reverse=True):
            path.unlink() if path.is_symlink() or not path.is_dir() else path.rmdir()
        folder.rmdir()


def main():
    parser = argparse.ArgumentParser(usage=__doc__.split("\n\n")[1].removeprefix("usage: "))
    parser.add_argument("--cxsam", required=True)
    parser.add_argument("--only", action="append", default=[])
    parser.add_argument("--why", action="store_true")
    here = pathlib.Path(__file__).resolve()
    parser.add_argument("corpus", nargs="?", default=os.environ.get("CXSAM_CORPUS", here.parents[4] / "shared/corpus"))
    arguments = parser.parse_args()
    program = str(pathlib.Path(arguments.cxsam).resolve())
    groups = read_groups(pathlib.Path(arguments.corpus))
    if not groups:
        sys.exit(f"error: no cases in {arguments.corpus}; name a corpus, or set CXSAM_CORPUS")
    wanted = [name for name in groups if not arguments.only or any(fnmatch.fnmatch(name, only) for only in arguments.only)]

    # A case whose function is described in another group finds it there.
    runtime_face.RELATED.update(groups)
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        running = {name: pool.submit(play, FACES[name], program, groups[name]) for name in wanted if name in FACES}
        totals = collections.defaultdict(lambda: [0, 0])
        for name in wanted:
            total, origin = len(groups[name]), name.split("-")[0]
            misses = running[name].result() if name in running else None
            passed = 0 if misses is None else total - len(misses)
            totals[origin][0] += passed
            totals[origin][1] += total
            print(f"{name} {passed} of {total}" + (" (not served)" if misses is None else ""), flush=True)
            for case, why in (misses or {}).items():
                if arguments.why:
                    print(f"    {case}: {why}")
    for origin, (passed, total) in sorted(totals.items()):
        print(f"total {origin}: {passed} of {total} ({100 * passed / total:.1f} %)")


if __name__ == "__main__":
    main()
