#include "facts/table.h"

#include <stdexcept>
#include <string>

#include "base/text.h"

namespace cxsam::facts {

std::vector<Row> read_table(std::string_view text) {
  std::vector<Row> rows;
  std::size_t columns = 0;
  for (const std::string_view line : split(text, '\n')) {
    if (line.empty() || line.front() == '#') continue;
    Row row = split(line, '\t');
    if (columns == 0) {
      columns = row.size();
      continue;
    }
    if (row.size() != columns) throw std::logic_error("a table row has another number of fields: " + std::string(line));
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace cxsam::facts
