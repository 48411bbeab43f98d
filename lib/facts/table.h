// Reads the tab-separated files of schemas/: `#` lines are comments, the first other line names the columns.
#pragma once

#include <string_view>
#include <vector>

namespace cxsam::facts {

/// Fields are views into `text`. A row without as many fields as there are columns is a bug in the file and throws.
using Row = std::vector<std::string_view>;
std::vector<Row> read_table(std::string_view text);

/// The rows whose first fields are `key` ("name", "source\tdestination"). The table must be sorted by
/// them. The large tables are searched as text, since a template names few of their rows.
std::vector<Row> rows_named(std::string_view table, std::string_view key);

}  // namespace cxsam::facts
