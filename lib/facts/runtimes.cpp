#include "facts/runtimes.h"

#include <algorithm>
#include <vector>

#include "base/embedded.h"
#include "facts/table.h"

namespace cxsam::facts {

std::span<const Runtime> all_runtimes() {
  static const std::vector<Runtime> kRuntimes = [] {
    std::vector<Runtime> list;
    for (const Row& row : read_table(embedded_file("schemas/runtimes/runtimes.tsv")))
      list.push_back({row[0], row[1], row[2], row[3], row[4], row[5], row[6]});
    return list;
  }();
  return kRuntimes;
}

const Runtime* find_runtime(std::string_view name) {
  const auto runtimes = all_runtimes();
  const auto found = std::ranges::find(runtimes, name, &Runtime::name);
  return found == runtimes.end() ? nullptr : &*found;
}

std::vector<std::string> runtime_names() {
  std::vector<std::string> names;
  for (const Runtime& runtime : all_runtimes()) names.emplace_back(runtime.name);
  return names;
}

bool can_create(const Runtime& runtime, std::string_view day) {
  return runtime.block_create.empty() || day < runtime.block_create;
}

std::vector<std::string> creatable_runtimes(std::string_view day) {
  std::vector<std::string> names;
  for (const Runtime& runtime : all_runtimes())
    if (can_create(runtime, day)) names.emplace_back(runtime.name);
  return names;
}

}  // namespace cxsam::facts
