#include "lambda/directory.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace cxsam::lambda {
namespace {

using application::AsyncSettings;
using application::FunctionParts;
using application::Qualifier;

/// Between 0 and 1, 1 excluded.
double draw(Random& random) {
  std::array<unsigned char, 4> bytes{};
  random.fill(bytes);
  std::uint32_t number = 0;
  for (const unsigned char byte : bytes) number = number << 8U | byte;
  return number / 4294967296.0;
}

const std::string& choose_version(const Qualifier& qualifier, Random& random) {
  if (qualifier.others.empty()) return qualifier.version;
  double rest = draw(random);
  for (const Qualifier::Share& other : qualifier.others) {
    if (rest < other.share) return other.version;
    rest -= other.share;
  }
  return qualifier.version;
}

AsyncRules rules_of(const FunctionParts& parts, std::string_view qualifier) {
  AsyncRules rules{.dead_letters = parts.dead_letters};
  const auto found = parts.async.find(qualifier.empty() ? "$LATEST" : qualifier);
  if (found == parts.async.end()) return rules;
  const AsyncSettings& settings = found->second;
  return {.retries = settings.retries,
          .max_age = std::chrono::seconds(settings.max_age_s),
          .on_success = settings.on_success,
          .on_failure = settings.on_failure,
          .dead_letters = parts.dead_letters};
}

}  // namespace

std::string_view name_in_arn(std::string_view arn) {
  constexpr std::string_view kMark = ":function:";
  const std::size_t at = arn.find(kMark);
  return at == std::string_view::npos ? std::string_view() : arn.substr(at + kMark.size());
}

Directory::Directory(const application::Application& application, application::PartsOfFunctions parts,
                     invoke::Invokers invokers, const std::vector<std::string>& only)
    : application_(application), parts_(std::move(parts)), invokers_(std::move(invokers)) {
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

std::optional<Target> Directory::find(const FunctionName& name, Random& random) const {
  const application::Function* function = find(name.name);
  if (function == nullptr) return std::nullopt;
  static const FunctionParts kNone;
  const auto known = parts_.find(function->full_path());
  const FunctionParts& parts = known == parts_.end() ? kNone : known->second;
  const auto invoker = invokers_.find(function->full_path());
  Target target{.function = function,
                .invoker = invoker == invokers_.end() ? nullptr : invoker->second,
                .version = "$LATEST",
                .arn = function->arn + (name.qualifier.empty() ? "" : ":" + name.qualifier),
                .async = rules_of(parts, name.qualifier)};
  if (name.qualifier.empty() || name.qualifier == "$LATEST") return target;
  const auto qualifier = std::ranges::find(parts.qualifiers, name.qualifier, &Qualifier::name);
  if (qualifier == parts.qualifiers.end()) return std::nullopt;
  target.version = choose_version(*qualifier, random);
  return target;
}

}  // namespace cxsam::lambda
