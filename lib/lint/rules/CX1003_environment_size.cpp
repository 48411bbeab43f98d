#include "lint/subjects/environment_size.h"

namespace cxsam::lint {
namespace {

void check(const CheckContext& context, Findings& findings) { check_environment_size(context, true, findings); }

}  // namespace

extern const Rule rule_CX1003_environment_size{
    .id = "CX1003",
    .summary = "the environment of an `AWS::Serverless::Function`, with Globals, takes at most 4 KB",
    .why =
        "Lambda refuses a function whose variables take more than 4 KB in all. Values are counted as they resolve with the "
        "parameters' defaults or the given values.",
    .check = check,
    .speaks_for_schema = true,
};

}  // namespace cxsam::lint
