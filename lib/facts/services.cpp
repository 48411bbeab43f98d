#include "facts/services.h"

#include <algorithm>

#include "base/embedded.h"
#include "facts/table.h"

namespace cxsam::facts {

const std::vector<Service>& all_services() {
  static const std::vector<Service> kAll = [] {
    std::vector<Service> list;
    for (const Row& row : read_table(embedded_file("schemas/services/services.tsv")))
      list.push_back({row[0], row[1], row[2], row[3], row[4], row[5], row[6], row[7] == "plain"});
    return list;
  }();
  return kAll;
}

const Service* find_service(std::string_view name) {
  const auto found = std::ranges::find(all_services(), name, &Service::name);
  return found == all_services().end() ? nullptr : &*found;
}

}  // namespace cxsam::facts
