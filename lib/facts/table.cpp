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

std::vector<Row> rows_named(std::string_view table, std::string_view key) {
  std::vector<Row> rows;
  const std::string start = '\n' + std::string(key) + '\t';
  for (std::size_t at = table.find(start); at != std::string_view::npos; at = table.find(start, at + 1)) {
    rows.push_back(split(table.substr(at + 1, table.find('\n', at + 1) - at - 1), '\t'));
  }
  return rows;
}

}  // namespace cxsam::facts
