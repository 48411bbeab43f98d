// --watch: the same again whenever something changes.
#pragma once

#include <functional>
#include <string>

#include "loop/watch.h"
#include "loop/world.h"
#include "system/terminal.h"

namespace cxsam::cli {

/// What a command with --watch looks at. It names the places before it reads them, so that no save is missed meanwhile.
struct Watching {
  SystemWorld system;
  Watcher watcher{system.world};
};

/// Says so and calls `act` whenever something in the watched places has changed, until Ctrl-C. `act` may name other places.
/// `name` is for messages of faults.
void act_on_change(Watching& watching, std::string name, system::Terminal& terminal,
                   const std::function<void(const Changes&)>& act);

}  // namespace cxsam::cli
