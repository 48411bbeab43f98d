// `deploy`: a stack of CloudFormation from a template. Source: SAM CLI, "sam deploy".
#include "cli/command.h"

#include "cli/commands/deploy/options.h"
#include "cli/commands/deploy/run.h"
#include "cli/commands/deploy/settings.h"

namespace cxsam::cli {

extern const Command command_deploy{
    .name = "deploy",
    .summary = "Hand the application over to AWS: make or update its stack",
    .description =
        "Packages the code, uploads what the bucket lacks, makes a change set, shows what it changes, executes it, and follows "
        "the stack to its end. The built template .aws-sam/build/template.yaml is taken when there is one. Account and Region "
        "are shown before anything changes.\n\n"
        "Where resources fail, the first of them are named with CloudFormation's reasons, those of nested stacks too, with the "
        "line of your template that made each and what to do. Change sets that come to nothing are removed. Ctrl-C removes the "
        "change set, or leaves CloudFormation to finish what it has begun, and says how to look.\n\n"
        "Exit codes: 0 deployed, 1 failed or nothing to change (`--no-fail-on-empty-changeset` makes that 0), 2 wrong use, 130 "
        "interrupted.",
    .examples =
        "cxsam build && cxsam deploy --guided\n"
        "cxsam deploy --stack-name shop --resolve-s3 --capabilities CAPABILITY_IAM\n"
        "cxsam deploy --no-fail-on-empty-changeset --output json\n"
        "cxsam deploy --no-execute-changeset",
    .groups = deploy_command::kGroups,
    .run = deploy_command::run,
    .wrong_use = deploy_command::find_wrong_use,
    .area = "Build and hand over",
};

}  // namespace cxsam::cli
