"""IAM's actions, and what they work on."""
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


# Actions on nothing in particular: their resource is always `*`.
NO_RESOURCE = "none"


def arn_form(arn):
    """`lambda:*:*:function:*` for arn:${Partition}:lambda:${Region}:${Account}:function:${FunctionName}, what is open being `*`."""
    service, region, account, resource = arn.removeprefix("arn:${Partition}:").split(":", 3)
    service, region, account = ("*" if part.startswith("${") else part for part in (service, region, account))
    return ":".join((service, region, account, resource.replace(".*", "*")))


def resource_forms(action, resources):
    """The forms of ARNs that an action takes, one after the other."""
    arns = {arn for name in action.get("Resources", ()) for arn in resources[name.lower()]["ARNFormats"]}
    return " ".join(sorted(map(arn_form, arns))) or NO_RESOURCE


def action_files(files):
    """Service -> forms of ARNs -> beginning -> what follows it in the names of actions, all in lower case. `*` has the names without a
    known beginning."""
    services = {}
    for service, facts in sorted(json.loads(files["cfnlint/data/AdditionalSpecs/Policies.json"]).items()):
        groups = services.setdefault(service, {})
        for name, action in sorted(facts["Actions"].items()):
            actions = groups.setdefault(resource_forms(action, facts["Resources"]), {})
            verb = next((verb for verb in VERBS if name.startswith(verb) and name != verb), "")
            actions.setdefault(verb or "*", []).append(name[len(verb):])
    yield "iam/actions.schema", "iam", services
