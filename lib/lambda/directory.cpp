#include "lambda/directory.h"

#include <algorithm>

namespace cxsam::lambda {

std::string_view name_in_arn(std::string_view arn) {
  constexpr std::string_view kMark = ":function:";
  const std::size_t at = arn.find(kMark);
  return at == std::string_view::npos ? std::string_view() : arn.substr(at + kMark.size());
}

Directory::Directory(const application::Application& application, invoke::Invokers invokers,
                     const std::vector<std::string>& only)
    : application_(application), invokers_(std::move(invokers)) {
  for (const application::Function& function : application.functions) {
    const bool wanted =
        std::ranges::any_of(only, [&](const std::string& name) { return application.find_function(name) == &function; });
    if (only.empty() || wanted) functions_.push_back(&function);
  }
}

const application::Function* Directory::find(std::string_view name) const {
  const application::Function* function = application_.find_function(name);
  if (function == nullptr) {
    const auto& all = application_.functions;
    const auto found = std::ranges::find(all, name, [](const application::Function& each) { return name_in_arn(each.arn); });
    if (found != all.end()) function = &*found;
  }
  return std::ranges::find(functions_, function) == functions_.end() ? nullptr : function;
}

std::optional<Target> Directory::find(const FunctionName& name) const {
  const application::Function* function = find(name.name);
  if (function == nullptr) return std::nullopt;
  if (!name.qualifier.empty() && name.qualifier != "$LATEST") return std::nullopt;
  const auto invoker = invokers_.find(function->full_path());
  return Target{.function = function, .invoker = invoker == invokers_.end() ? nullptr : invoker->second, .version = "$LATEST"};
}

}  // namespace cxsam::lambda
