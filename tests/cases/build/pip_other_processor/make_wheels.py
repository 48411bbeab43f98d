"""Wheels of `fast` for two processors, and `pure` as a source archive alone."""
import io
import os
import tarfile
import zipfile

os.makedirs("wheels")


def wheel(name, tag, files, folder="wheels"):
    info = f"{name}-1.0.dist-info/"
    with zipfile.ZipFile(f"{folder}/{name}-1.0-{tag}.whl", "w") as archive:
        for path, text in files.items():
            archive.writestr(path, text)
        archive.writestr(info + "METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        archive.writestr(info + "WHEEL", f"Wheel-Version: 1.0\nGenerator: x\nRoot-Is-Purelib: false\nTag: {tag}\n")
        archive.writestr(info + "RECORD", "")


for machine in ("aarch64", "x86_64"):
    wheel("fast", f"cp311-cp311-manylinux_2_17_{machine}", {"fast.txt": machine})
wheel("slow", "cp311-cp311-manylinux_2_17_x86_64", {"slow.txt": "x86_64"})

BACKEND = '''
import zipfile
def build_wheel(folder, config_settings=None, metadata_directory=None):
    info = "pure-1.0.dist-info/"
    with zipfile.ZipFile(folder + "/pure-1.0-py3-none-any.whl", "w") as archive:
        archive.writestr("pure.py", "")
        archive.writestr(info + "METADATA", "Metadata-Version: 2.1\\nName: pure\\nVersion: 1.0\\n")
        archive.writestr(info + "WHEEL", "Wheel-Version: 1.0\\nGenerator: x\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
        archive.writestr(info + "RECORD", "")
    return "pure-1.0-py3-none-any.whl"
'''
FILES = {
    "pyproject.toml": '[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n',
    "PKG-INFO": "Metadata-Version: 2.1\nName: pure\nVersion: 1.0\n",
    "backend.py": BACKEND,
}
with tarfile.open("wheels/pure-1.0.tar.gz", "w:gz") as archive:
    for path, text in FILES.items():
        member = tarfile.TarInfo("pure-1.0/" + path)
        member.size = len(text)
        archive.addfile(member, io.BytesIO(text.encode()))
