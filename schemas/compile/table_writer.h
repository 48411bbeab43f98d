// Writes facts as the block that lib/facts/value.h reads in place.
#pragma once

#include <string>

#include "base/result.h"
#include "schemas/compile/fact.h"

namespace cxsam::facts {

/// Equal strings, lists and maps are stored once. What stands at the key "common" of the root, a list of resource types, says
/// which facts stand together at the front. Fails when there is more than the layout has bits for.
Result<std::string> write_table(const Fact& root);

}  // namespace cxsam::facts
