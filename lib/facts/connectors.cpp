#include "facts/connectors.h"

#include <algorithm>
#include <stdexcept>

#include "base/embedded.h"
#include "facts/table.h"
#include "json/json.h"

namespace cxsam::facts {
namespace {

enum Column : std::size_t { kSource, kDestination, kMechanism, kOptions, kCategory, kGrant, kColumns };

void read_options(ConnectorProfile& profile, std::string_view text) {
  const auto options = parse_json(text);
  if (!options) throw std::logic_error("schemas/connectors/profiles.tsv: " + options.error().to_string());
  profile.source_policy = options->value("SourcePolicy", false);
  profile.depended_by = options->value("DependedBy", "");
  profile.combinations = options->value("ValidAccessCategories", profile.combinations);
}

}  // namespace

std::optional<ConnectorProfile> find_connector_profile(std::string_view source, std::string_view destination) {
  const std::string key = std::string(source) + '\t' + std::string(destination);
  ConnectorProfile profile;
  for (const Row& row : rows_named(embedded_file("schemas/connectors/profiles.tsv"), key)) {
    const bool of_the_pair = row.size() == kColumns && row[kSource] == source && row[kDestination] == destination;
    if (!of_the_pair || row[kCategory] == "category") continue;  // the line with the columns' names
    if (profile.grants.empty()) read_options(profile, row[kOptions]);
    profile.mechanism = row[kMechanism];
    profile.grants.push_back({row[kCategory], row[kGrant]});
  }
  return profile.grants.empty() ? std::nullopt : std::optional(std::move(profile));
}

std::vector<std::string> connector_destinations(std::string_view source) {
  std::vector<std::string> types;
  for (const Row& row : read_table(embedded_file("schemas/connectors/profiles.tsv"))) {
    if (row[kSource] == source) types.emplace_back(row[kDestination]);
  }
  types.erase(std::ranges::unique(types).begin(), types.end());
  return types;
}

std::optional<std::string_view> connector_properties(std::string_view type) {
  const auto rows = rows_named(embedded_file("schemas/connectors/properties.tsv"), type);
  return rows.empty() || rows[0].size() != 2 ? std::nullopt : std::optional(rows[0][1]);
}

}  // namespace cxsam::facts
