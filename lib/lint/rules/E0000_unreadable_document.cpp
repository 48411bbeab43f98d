#include "lint/rule.h"

namespace cxsam::lint {

extern const Rule rule_E0000_unreadable_document{
    .id = "E0000",
    .summary = "the text is YAML or JSON, in one document and with every key once",
    .why =
        "CloudFormation refuses what it cannot read, and of two equal keys it silently keeps one. Found while the file is "
        "read.",
};

}  // namespace cxsam::lint
