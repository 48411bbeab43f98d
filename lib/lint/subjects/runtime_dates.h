// How far the end of a runtime has come, and the functions that still use it: shared by the three rules for it.
#pragma once

#include <cstdint>

#include "facts/runtimes.h"
#include "lint/context.h"
#include "lint/rule.h"

namespace cxsam::lint {

enum class RuntimeStage : std::uint8_t { Supported, Deprecated, CreateBlocked, UpdateBlocked };

/// Each date counts from its day on; `today` is ISO.
RuntimeStage stage_of(const facts::Runtime& runtime, std::string_view today);

/// Reports every function whose runtime is in exactly this stage.
void check_stage(const CheckContext& context, RuntimeStage stage, Findings& findings);

}  // namespace cxsam::lint
