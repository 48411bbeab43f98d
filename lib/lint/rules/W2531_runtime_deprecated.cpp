#include "lint/subjects/runtime_dates.h"

namespace cxsam::lint {
namespace {

void check(const CheckContext& context, Findings& findings) { check_stage(context, RuntimeStage::Deprecated, findings); }

}  // namespace

extern const Rule rule_W2531_runtime_deprecated{
    .id = "W2531",
    .summary = "the runtime is not deprecated",
    .why =
        "A deprecated runtime gets no security fixes, and the dates after which it is refused come next. `SOURCE_DATE_EPOCH` "
        "stands for today when it is set.",
    .severity = Severity::Warning,
    .check = check,
    .names_functions = true,
};

}  // namespace cxsam::lint
