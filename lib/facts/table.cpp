#include "facts/table.h"

#include <algorithm>
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

namespace {

/// Where the rows begin, behind comments and the line that names the columns.
std::size_t begin_of_rows(std::string_view table) {
  std::size_t at = 0;
  while (table.substr(at).starts_with('#')) at = std::min(table.find('\n', at), table.size() - 1) + 1;
  return std::min(table.find('\n', at), table.size() - 1) + 1;
}

/// The first line at or behind `low` that does not sort before `key`.
std::size_t lower_bound(std::string_view table, std::size_t low, std::string_view key) {
  std::size_t high = table.size();
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    const std::size_t line = std::max(low, table.rfind('\n', middle - (middle > low ? 1 : 0)) + 1);
    if (table.substr(line, key.size()) < key) {
      low = std::min(table.find('\n', line), table.size() - 1) + 1;
    } else {
      high = line;
    }
  }
  return low;
}

}  // namespace

std::vector<Row> rows_named(std::string_view table, std::string_view key) {
  std::vector<Row> rows;
  const std::string start = std::string(key) + '\t';
  for (std::size_t at = lower_bound(table, begin_of_rows(table), start); table.substr(at).starts_with(start);) {
    const std::size_t end = std::min(table.find('\n', at), table.size());
    rows.push_back(split(table.substr(at, end - at), '\t'));
    at = std::min(end + 1, table.size());
  }
  return rows;
}

}  // namespace cxsam::facts
