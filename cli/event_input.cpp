#include "cli/event_input.h"

#include "base/file.h"

namespace cxsam::cli {

Result<std::string> read_input(const std::string& file) { return read_file(file == "-" ? "/dev/stdin" : file); }

}  // namespace cxsam::cli
