"""The figures of `cxsam build` and `cxsam package`, beside `sam build --cached`, pip, npm and Info-ZIP where they are installed."""
import hashlib
import os
import pathlib
import random
import shutil
import subprocess
import zipfile

HANDLER = "def handler(event, context):\n    return 1\n"


def template(functions, runtime="python3.12", handler="app.handler"):
    text = "Transform: AWS::Serverless-2016-10-31\nResources:\n"
    for name, code in functions:
        text += (f"  {name}:\n    Type: AWS::Serverless::Function\n"
                 f"    Properties: {{CodeUri: {code}, Handler: {handler}, Runtime: {runtime}}}\n")
    return text


def must(argv, folder, environment=None):
    done = subprocess.run(argv, cwd=folder, env={**os.environ, **(environment or {})}, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"bench: {argv} ended with {done.returncode}\n{done.stderr[-2000:]}")


def wheel(path, files):
    """A wheel of a package `many` with so many modules."""
    with zipfile.ZipFile(path, "w") as archive:
        for i in range(files):
            archive.writestr(f"many/part{i // 100}/module{i}.py", f"VALUE = {i}\n")
        archive.writestr("many-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: many\nVersion: 1.0\n")
        archive.writestr("many-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nGenerator: x\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr("many-1.0.dist-info/RECORD", "")


def nothing_changed(bench, measure):
    floor, _, _ = measure(["/bin/true"], 50)
    for count, target in ((1, "< 10 ms"), (10, "< 20 ms"), (100, "< 60 ms")):
        folder = bench.folder / f"functions-{count}"
        for i in range(count):
            path = folder / f"code{i}" / "app.py"
            path.parent.mkdir(parents=True)
            path.write_text(HANDLER + f"# {i}\n")
        (folder / "template.yaml").write_text(template([(f"F{i}", f"code{i}") for i in range(count)]))
        must([bench.cxsam, "build"], folder)
        least, median, cpu = measure([bench.cxsam, "build"], 20, folder)
        bench.row(f"build of {count} functions with nothing changed", least, "ms",
                  f"/bin/true {floor:.2f}, median {median:.2f}, CPU {cpu:.1f}", target)
        if bench.peers["sam"] and count <= 10:
            peer = folder.with_name(f"sam-{count}")
            shutil.copytree(folder, peer, ignore=shutil.ignore_patterns(".aws-sam"))
            must([bench.peers["sam"], "build", "--cached"], peer)
            time, _, peer_cpu = measure([bench.peers["sam"], "build", "--cached"], 2, peer)
            bench.row("  beside sam build --cached", time, "ms", f"{time / least:.0f} x cxsam, CPU {peer_cpu:.0f}")


def one_file(bench, spawn):
    folder = bench.folder / "dependencies"
    (folder / "src").mkdir(parents=True)
    wheel(folder / "src" / "many-1.0-py3-none-any.whl", 5000)
    (folder / "src" / "requirements.txt").write_text("./many-1.0-py3-none-any.whl\n")
    (folder / "template.yaml").write_text(template([("F", "src")]))
    walls, copies = [], []
    for i in range(6):
        (folder / "src" / "app.py").write_text(HANDLER + f"# {i}\n")
        wall, _, code = spawn([bench.cxsam, "build"], folder)
        if code:
            raise SystemExit("bench: build fails")
        walls.append(wall)
        shutil.rmtree(folder / "copy", ignore_errors=True)
        copies.append(spawn(["cp", "-a", str(folder / ".aws-sam/build/F"), str(folder / "copy")])[0])
    bench.row("one changed file beside 5,000 of dependencies", min(walls[1:]), "ms",
              f"first build {walls[0]:.0f}, cp -a of the result {min(copies):.0f}", "< 60 ms")


def cold(bench, spawn):
    """The whole first build beside the tool called by hand; packages are local."""
    folder = bench.folder / "cold-python"
    (folder / "src").mkdir(parents=True)
    wheel(folder / "src" / "many-1.0-py3-none-any.whl", 20)
    (folder / "src" / "requirements.txt").write_text("./many-1.0-py3-none-any.whl\n")
    (folder / "src" / "app.py").write_text(HANDLER)
    (folder / "template.yaml").write_text(template([("F", "src")], "python3.11"))
    pip = ["python3.11", "-m", "pip", "install", "--quiet", "--no-index", "--target", "../by-hand", "--no-compile",
           "--disable-pip-version-check", "--requirement", "requirements.txt"]
    compare_cold(bench, spawn, "python", folder, pip)
    folder = bench.folder / "cold-node"
    (folder / "src").mkdir(parents=True)
    (folder / "lib").mkdir()
    (folder / "lib" / "package.json").write_text('{"name": "lib", "version": "1.0.0"}')
    (folder / "src" / "package.json").write_text('{"name": "a", "version": "1.0.0", "dependencies": {"lib": "file:../lib"}}')
    (folder / "src" / "app.js").write_text("exports.handler = async () => 1;\n")
    (folder / "template.yaml").write_text(template([("F", "src")], "nodejs20.x"))
    compare_cold(bench, spawn, "nodejs", folder, ["npm", "install", "--omit=dev", "--no-audit", "--no-fund", "--offline"])


def compare_cold(bench, spawn, name, folder, by_hand):
    if not shutil.which(by_hand[0]):
        print(f"skipped: no {by_hand[0]}")
        return
    builds, hands = [], []
    for _ in range(4):
        shutil.rmtree(folder / ".aws-sam", ignore_errors=True)
        builds.append(spawn([bench.cxsam, "build"], folder))
        for made in ("by-hand", "src/node_modules"):
            shutil.rmtree(folder / made, ignore_errors=True)
        (folder / "src/package-lock.json").unlink(missing_ok=True)
        hands.append(spawn(by_hand, folder / "src"))
        shutil.rmtree(folder / "src/node_modules", ignore_errors=True)
        (folder / "src/package-lock.json").unlink(missing_ok=True)
    if any(code for _, _, code in builds + hands):
        raise SystemExit(f"bench: a cold build of {name} fails")
    wall, cpu = min(b[0] for b in builds), min(b[1] for b in builds)
    hand, hand_cpu = min(h[0] for h in hands), min(h[1] for h in hands)
    bench.row(f"cold build {name} over {by_hand[0]} by hand", wall - hand, "ms",
              f"{wall:.0f} beside {hand:.0f}; CPU {cpu:.0f} beside {hand_cpu:.0f}", "< 50 ms")


def zipped(bench, spawn):
    if not shutil.which("zip"):
        print("skipped: no zip")
        return
    folder = bench.folder / "zip"
    chance = random.Random(1)
    words = [f"word{chance.randrange(5000)}" for _ in range(5000)]
    for i in range(500):
        path = folder / "src" / f"part{i // 50}" / f"file{i}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        text = " ".join(chance.choice(words) for _ in range(9000)).encode()
        path.write_bytes(text + chance.randbytes(100_000 - len(text)) if len(text) < 100_000 else text[:100_000])
    (folder / "template.yaml").write_text(template([("F", "src")]))
    ours, theirs, digests = [], [], set()
    for zone in ("UTC", "Asia/Tokyo", "UTC"):
        shutil.rmtree(folder / "dist", ignore_errors=True)
        os.environ["TZ"] = zone
        ours.append(spawn([bench.cxsam, "package", "--output-dir", "dist"], folder))
        archive = next((folder / "dist").glob("*.zip"))
        digests.add(hashlib.sha256(archive.read_bytes()).hexdigest())
        (folder / "other.zip").unlink(missing_ok=True)
        theirs.append(spawn(["zip", "-q", "-r", "-6", "../other.zip", "."], folder / "src"))
    os.environ.pop("TZ")
    if len(digests) != 1:
        raise SystemExit("bench: archives of the same tree differ")
    size, other = archive.stat().st_size, (folder / "other.zip").stat().st_size
    wall, hand = min(o[0] for o in ours), min(t[0] for t in theirs)
    bench.row("zip of a 50 MB tree", wall, "ms", f"zip -6 {hand:.0f}; CPU {min(o[1] for o in ours):.0f} beside "
              f"{min(t[1] for t in theirs):.0f}; {size >> 10} beside {other >> 10} KiB; same bytes", "no slower, no larger")


def build(bench, measure, spawn):
    nothing_changed(bench, measure)
    one_file(bench, spawn)
    cold(bench, spawn)
    zipped(bench, spawn)
