#pragma once

namespace cxsam::cli {

/// The whole program: finds the command, applies precedence to its options, runs it. Returns the exit code.
int run(int argc, char** argv);

}  // namespace cxsam::cli
