#include "lint/rule.h"

namespace cxsam::lint {

extern const Rule rule_CX2002_unusable_number;
const Rule rule_CX2002_unusable_number{
    .id = "CX2002",
    .summary = "numbers of functions and APIs are such that a local run can use them",
    .why =
        "The default is used instead. Found while the application is modelled; where a rule about Lambda's limits finds the "
        "same place, it speaks.",
};

}  // namespace cxsam::lint
