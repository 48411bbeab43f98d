#include "project/stack.h"

#include <algorithm>
#include <system_error>

#include "application/application.h"

namespace cxsam::project {

std::filesystem::path Stack::folder() const {
  std::error_code error;
  const std::filesystem::path whole = std::filesystem::absolute(template_path, error);
  return (error ? template_path : whole).parent_path();
}

const Stack* Stack::find_child(std::string_view id) const {
  const auto found = std::ranges::find(children, id, &Stack::logical_id);
  return found == children.end() ? nullptr : &*found;
}

std::string Stack::full_path(std::string_view id) const { return application::full_path(path, id); }

}  // namespace cxsam::project
