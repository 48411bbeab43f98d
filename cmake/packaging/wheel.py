#!/usr/bin/env python3
"""wheel.py TREE FOLDER: packs an installed tree (bin/cxsam, share/) as a Python wheel into FOLDER and prints its path.

The wheel holds no Python: `pip install` puts the program on PATH. Its platform tag names the glibc that the program needs.
SOURCE_DATE_EPOCH is the time of all files in it.
"""
import base64
import hashlib
import os
import pathlib
import platform
import subprocess
import sys
import time
import zipfile

HERE = pathlib.Path(__file__).resolve().parent

METADATA = """Metadata-Version: 2.1
Name: cxsam
Version: {version}
Summary: AWS SAM command line as one native program
License: Apache-2.0
Requires-Python: >=3.7
Description-Content-Type: text/markdown

{readme}"""

WHEEL = """Wheel-Version: 1.0
Generator: cxsam packaging
Root-Is-Purelib: false
Tag: {tag}
"""


def output_of(*command):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.strip()


def digest(content):
    return "sha256=" + base64.urlsafe_b64encode(hashlib.sha256(content).digest()).decode().rstrip("=")


def wheel_files(tree, version, tag):
    """Path in the wheel -> (content, whether it is a program)."""
    name = f"cxsam-{version}"
    files = {f"{name}.data/scripts/cxsam": ((tree / "bin/cxsam").read_bytes(), True)}
    for path in sorted((tree / "share").rglob("*")):
        inner = path.relative_to(tree / "share")
        if path.is_file() and inner.parts[0] != "doc":
            files[f"{name}.data/data/share/{inner}"] = (path.read_bytes(), False)
    documents = tree / "share/doc/cxsam"
    info = f"{name}.dist-info"
    files[f"{info}/licenses/copyright"] = ((documents / "copyright").read_bytes(), False)
    readme = (documents / "README.md").read_text()
    files[f"{info}/METADATA"] = (METADATA.format(version=version, readme=readme).encode(), False)
    files[f"{info}/WHEEL"] = (WHEEL.format(tag=tag).encode(), False)
    record = "".join(f"{path},{digest(content)},{len(content)}\n" for path, (content, _) in files.items())
    files[f"{info}/RECORD"] = (f"{record}{info}/RECORD,,\n".encode(), False)
    return files


def main():
    tree, folder = map(pathlib.Path, sys.argv[1:])
    version = output_of(tree / "bin/cxsam", "--version").split()[1]
    glibc = output_of(HERE / "needed_glibc", tree / "bin/cxsam").replace(".", "_")
    tag = f"py3-none-manylinux_{glibc}_{platform.machine()}"
    moment = time.gmtime(int(os.environ["SOURCE_DATE_EPOCH"]))[:6]
    target = folder / f"cxsam-{version}-{tag}.whl"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as wheel:
        for path, (content, is_program) in wheel_files(tree, version, tag).items():
            entry = zipfile.ZipInfo(path, moment)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = (0o100755 if is_program else 0o100644) << 16
            wheel.writestr(entry, content)
    print(target)


if __name__ == "__main__":
    main()
