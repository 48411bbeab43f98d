#include "facts/policies.h"

#include <algorithm>

#include "base/embedded.h"
#include "base/text.h"
#include "facts/table.h"

namespace cxsam::facts {
namespace {

// The lines whose first field is `name`. The tables are large and a template names few of their rows, so the text is
// searched as it is instead of being taken apart.
std::vector<std::vector<std::string_view>> rows_named(std::string_view table, std::string_view name) {
  std::vector<std::vector<std::string_view>> rows;
  const std::string start = '\n' + std::string(name) + '\t';
  for (std::size_t at = table.find(start); at != std::string_view::npos; at = table.find(start, at + 1)) {
    const std::string_view line = table.substr(at + 1, table.find('\n', at + 1) - at - 1);
    rows.push_back(split(line, '\t'));
  }
  return rows;
}

}  // namespace

std::optional<PolicyTemplate> find_policy_template(std::string_view name) {
  const auto rows = rows_named(embedded_file("schemas/policies/templates.tsv"), name);
  if (rows.empty() || rows[0].size() != 3 || name == "name") return std::nullopt;
  PolicyTemplate found{.name = rows[0][0], .parameters = {}, .statements = rows[0][2]};
  if (!rows[0][1].empty()) found.parameters = split(rows[0][1], ',');
  return found;
}

std::vector<std::string> policy_template_names() {
  std::vector<std::string> names;
  for (const Row& row : read_table(embedded_file("schemas/policies/templates.tsv"))) names.emplace_back(row[0]);
  return names;
}

std::optional<std::string> managed_policy_arn(std::string_view name, std::string_view partition) {
  for (const auto& row : rows_named(embedded_file("schemas/policies/managed.tsv"), name)) {
    const std::vector<std::string_view> partitions = split(row.back(), ',');
    if (row.size() != 3 || std::ranges::find(partitions, partition) == partitions.end()) continue;
    return "arn:" + std::string(partition) + ":iam::aws:policy/" + std::string(row[1]) + std::string(name);
  }
  return std::nullopt;
}

}  // namespace cxsam::facts
