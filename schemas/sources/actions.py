"""IAM's actions."""
import json

# What the names of actions begin with. Splitting there lets services share the rest of the names.
VERBS = sorted("""
accept activate add allocate apply approve archive assign associate assume attach authorize batch batchcreate batchdelete batchdescribe
batchdisassociate batchget batchput batchupdate batchassociate begin bulk cancel change check claim clear close complete configure confirm
connect copy count create deactivate decline decrypt delete deploy deprecate deregister describe detach detect disable disassociate
disconnect discover dismiss download enable encrypt end evaluate execute export filter finalize forget generate get grant import
increase initiate initialize invite invoke issue join leave link list lock lookup manage merge modify move notify open override pause
poll post preview promote provision publish purchase purge push put query read rebuild receive record redeem refresh register reject
release remove rename renew replace report request reset resize resolve restart restore restrict resume retire retrieve retry return
reverse revoke rollback rotate run scan schedule search select send set share sign simulate skip start stop stream submit subscribe
suspend switch sync synthesize tag terminate test track transfer translate trigger unarchive unassign undeploy unlink unlock
unregister unsubscribe untag update upgrade upload use validate verify view vote withdraw write
""".split(), key=lambda verb: (-len(verb), verb))


def action_files(files):
    """Service -> beginning -> what follows it in the names of actions, all in lower case. `*` has the names without a known beginning."""
    services = {}
    for service, facts in sorted(json.loads(files["cfnlint/data/AdditionalSpecs/Policies.json"]).items()):
        actions = services.setdefault(service, {})
        for name in sorted(facts["Actions"]):
            verb = next((verb for verb in VERBS if name.startswith(verb) and name != verb), "")
            actions.setdefault(verb or "*", []).append(name[len(verb):])
    yield "iam/actions.schema", "iam", services
