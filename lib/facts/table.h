// Reads the tab-separated files of schemas/: `#` lines are comments, the first other line names the columns.
#pragma once

#include <string_view>
#include <vector>

namespace cxsam::facts {

/// Fields are views into `text`. A row without as many fields as there are columns is a bug in the file and throws.
using Row = std::vector<std::string_view>;
std::vector<Row> read_table(std::string_view text);

}  // namespace cxsam::facts
