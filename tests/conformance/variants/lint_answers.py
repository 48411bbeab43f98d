"""What linters say of files, and cfn-lint's answers as they were given before: it takes seconds for what takes milliseconds to read."""
import collections
import functools
import hashlib
import json
import pathlib
import subprocess


def ask_together(command, paths):
    """What a linter says of each path in one call; None where it breaks down. Nothing of this machine's settings counts."""
    done = subprocess.run([*map(str, command), *map(str, paths)], capture_output=True, text=True, cwd=paths[0].parent)
    if done.returncode not in range(16) or "Traceback" in done.stderr:
        return None
    try:
        output = json.loads(done.stdout or "[]")
    except ValueError:
        return None
    by_name = collections.defaultdict(list)
    for each in output:
        by_name[pathlib.Path(each["Filename"]).name].append(each)
    return {path.name: by_name[path.name] for path in paths}


def in_halves(asked, paths):
    """What `asked` says of the paths; where it breaks down over them, it is asked of each half. None for those that it breaks down over."""
    answers = asked(paths)
    if answers is None and len(paths) > 1:
        half = len(paths) // 2
        return in_halves(asked, paths[:half]) | in_halves(asked, paths[half:])
    return {paths[0].name: None} if answers is None else answers


def ask(command, paths):
    """What a linter says of each path; None for those that it breaks down over."""
    return in_halves(lambda part: ask_together(command, part), paths)


@functools.cache
def version(program):
    return subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout.strip()


def place(folder, command, path):
    """The file of an answer: by the linter's version, its options, and what the file says."""
    said = "\0".join([version(str(command[0])), *map(str, command[1:]), path.suffix, path.read_text(encoding="utf-8")])
    name = hashlib.sha256(said.encode()).hexdigest()
    return folder / name[:2] / f"{name}.json"


def remembered(folder, command, paths):
    """As `ask`, but only for the texts of which `folder` has no answer yet."""
    places = {path.name: place(folder, command, path) for path in paths}

    def keep(answers):
        for name, answer in (answers or {}).items():
            places[name].parent.mkdir(parents=True, exist_ok=True)
            places[name].write_text(json.dumps(answer), encoding="utf-8")
        return answers

    unknown = [path for path in paths if not places[path.name].exists()]
    if unknown:
        keep(in_halves(lambda part: keep(ask_together(command, part)), unknown))
    return {name: json.loads(kept.read_text(encoding="utf-8")) for name, kept in places.items()}
