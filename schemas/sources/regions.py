"""Which resource types exist where, and which lose their data when they are deleted."""
import json
import pathlib

from . import schemas

TABLE = pathlib.Path(__file__).resolve().parent.parent / "regions" / "regions.tsv"


def region_files(files):
    """`missing`: resource type -> the regions that have it not; `only`: resource type -> the regions that have it, where these are
    fewer. A type that stands in neither is everywhere. The regions are those that regions.tsv (kept by hand) has types for."""
    providers = {region: set(types) for region, types in schemas.providers(files).items() if region != "sam"}
    regions = sorted(providers)
    rows = (line.split("\t") for line in TABLE.read_text().splitlines() if not line.startswith("#"))
    kept = {row[0] for row in rows if row[2] == "yes"}
    if kept != set(regions):
        raise SystemExit(f"{TABLE.name}: the package differs in {', '.join(sorted(kept ^ set(regions)))}")
    missing, only = {}, {}
    for name in sorted(set().union(*providers.values())):
        there = [region for region in regions if name in providers[region]]
        if len(there) * 2 < len(regions):
            only[name] = there
        elif len(there) < len(regions):
            missing[name] = [region for region in regions if region not in there]
    yield "regions/types.schema", "regions", {"missing": missing, "only": only}


def stateful_files(files):
    types = json.loads(files["cfnlint/data/AdditionalSpecs/StatefulResources.json"])["ResourceTypes"]
    yield "regions/stateful.schema", "stateful", types
