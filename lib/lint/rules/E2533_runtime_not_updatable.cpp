#include "lint/subjects/runtime_dates.h"

namespace cxsam::lint {
namespace {

void check(const CheckContext& context, Findings& findings) { check_stage(context, RuntimeStage::UpdateBlocked, findings); }

}  // namespace

extern const Rule rule_E2533_runtime_not_updatable{
    .id = "E2533",
    .summary = "Lambda still takes updates of functions with the runtime",
    .why =
        "After the block date for updates nothing with this runtime can be deployed any more. `SOURCE_DATE_EPOCH` stands for "
        "today when it is set.",
    .check = check,
    .names_functions = true,
};

}  // namespace cxsam::lint
