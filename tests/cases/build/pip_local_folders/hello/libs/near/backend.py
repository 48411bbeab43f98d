"""A build backend that needs nothing from the network: the folder's module as a wheel. It leaves traces, as others do."""
import os
import zipfile


def build_wheel(folder, config_settings=None, metadata_directory=None):
    name = open("name.txt").read().strip()
    os.makedirs("build", exist_ok=True)
    open("build/left", "w").close()
    wheel = f"{name}-1.0-py3-none-any.whl"
    info = f"{name}-1.0.dist-info/"
    with zipfile.ZipFile(os.path.join(folder, wheel), "w") as archive:
        archive.write(name + ".py")
        archive.writestr(info + "METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        archive.writestr(info + "WHEEL", "Wheel-Version: 1.0\nGenerator: x\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr(info + "RECORD", "")
    return wheel
