#include "facts/policies.h"

#include <algorithm>

#include "base/embedded.h"
#include "base/text.h"
#include "facts/table.h"

namespace cxsam::facts {

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
