#include "lint/subjects/environment_size.h"

namespace cxsam::lint {
namespace {

void check(const CheckContext& context, Findings& findings) { check_environment_size(context, false, findings); }

}  // namespace

extern const Rule rule_E3697_environment_size{
    .id = "E3697",
    .summary = "the environment of an `AWS::Lambda::Function` takes at most 4 KB",
    .why =
        "Lambda refuses a function whose variables take more than 4 KB in all. Values are counted as they resolve with the "
        "parameters' defaults or the given values.",
    .check = check,
};

}  // namespace cxsam::lint
