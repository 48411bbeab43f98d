// Writes facts as the block that lib/facts/value.h reads in place.
#pragma once

#include <cstdint>
#include <vector>

#include "base/result.h"
#include "schemas/compile/fact.h"

namespace cxsam::facts {

/// Equal strings, lists and maps are stored once. Fails when there are more different keys than 16 bits can number.
Result<std::vector<std::uint32_t>> write_table(const Fact& root);

}  // namespace cxsam::facts
