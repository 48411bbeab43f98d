#include "runtime/language.h"

#include <algorithm>

#include "base/did_you_mean.h"
#include "base/text.h"
#include "facts/runtimes.h"

namespace cxsam::runtime {
namespace {

std::string run_here() {
  std::vector<std::string> names;
  for (const Language* language : all_languages()) names.emplace_back(language->name);
  return join(names, ", ");
}

}  // namespace

Result<const Language*> find_language(std::string_view runtime) {
  const facts::Runtime* known = facts::find_runtime(runtime);
  if (known == nullptr) {
    Error error{"`" + std::string(runtime) + "` is no Lambda runtime"};
    error.hints = did_you_mean(runtime, facts::runtime_names());
    return fail(std::move(error));
  }
  const auto languages = all_languages();
  const auto found = std::ranges::find(languages, known->family, [](const Language* language) { return language->family; });
  if (found != languages.end()) return *found;
  return fail(
      Error{"functions of runtime `" + std::string(runtime) + "` are not run locally yet"}.hint("run locally: " + run_here()));
}

}  // namespace cxsam::runtime
