#include "lint/subjects/runtime_dates.h"

namespace cxsam::lint {
namespace {

void check(const CheckContext& context, Findings& findings) { check_stage(context, RuntimeStage::CreateBlocked, findings); }

}  // namespace

extern const Rule rule_E2531_runtime_not_creatable{
    .id = "E2531",
    .summary = "Lambda still makes functions with the runtime",
    .why =
        "After the block date for creation a new function with this runtime is refused. Functions that are there can be "
        "updated for some time more: as long it is only a warning. `SOURCE_DATE_EPOCH` stands for today when it is set.",
    .check = check,
    .names_functions = true,
};

}  // namespace cxsam::lint
