// Lambda runtimes as data: schemas/runtimes/runtimes.tsv. Source: AWS Lambda developer guide, "Lambda runtimes".
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cxsam::facts {

/// Dates are ISO (2026-04-30) or "" when AWS has named none.
struct Runtime {
  std::string_view name;         // "python3.12"
  std::string_view family;       // "python", "nodejs", "java", "dotnet", "ruby", "go", "provided"
  std::string_view version;      // "3.12", "20", "al2023"
  std::string_view deprecation;  // no security fixes after this day
  std::string_view block_create;
  std::string_view block_update;
  std::string_view successor;  // the runtime to move to, "" for the newest of a family
};

/// By family, oldest first.
std::span<const Runtime> all_runtimes();
/// Null for a name that AWS does not know.
const Runtime* find_runtime(std::string_view name);

/// Their names, by family, oldest first.
std::vector<std::string> runtime_names();

/// Whether functions can be created with a runtime on a day (2026-04-30).
bool can_create(const Runtime& runtime, std::string_view day);
/// Names of the runtimes that can_create() is true of, by family, oldest first: what may be offered to a person.
std::vector<std::string> creatable_runtimes(std::string_view day);

}  // namespace cxsam::facts
