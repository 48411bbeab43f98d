#include "cli/commands/deploy/common_view.h"

#include <algorithm>
#include <array>
#include <string_view>

#include <fmt/format.h>

namespace cxsam::cli::deploy_command {
namespace {

constexpr std::array<std::string_view, 3> kOrder{"Add", "Modify", "Remove"};

}  // namespace

std::vector<aws::ResourceChange> by_action(std::vector<aws::ResourceChange> changes) {
  std::ranges::stable_sort(changes, {},
                           [](const aws::ResourceChange& change) { return std::ranges::find(kOrder, change.action); });
  return changes;
}

std::string no_changes(const std::string& stack) { return fmt::format("No changes to deploy. Stack {} is up to date", stack); }

}  // namespace cxsam::cli::deploy_command
