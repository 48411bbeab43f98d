// Memory that was freed, and that malloc keeps for more of its kind.
#pragma once

namespace cxsam {

/// Gives it back to the system where it is much. Takes up to some milliseconds: not while there is work.
void give_back_freed_memory();

}  // namespace cxsam
