#include "lint/fixes/file.h"

#include <algorithm>

#include "base/file.h"

namespace cxsam::lint {
namespace {

constexpr int kMostPasses = 20;  // each makes the text smaller or plainer; more would be a circle

Report check(const std::filesystem::path& path, const std::string& text, const Request& request) {
  return validate({.path = path, .text = text, .kind = Input::Kind::Found}, request);
}

bool can_be_read(const Report& report) {
  return report.source.has_value() &&
         std::ranges::none_of(report.diagnostics.items(), [](const Diagnostic& finding) { return finding.id == "E0000"; });
}

}  // namespace

FixedText fix_text(const std::filesystem::path& path, std::string text, const Request& request, bool unsafe_too) {
  FixedText result{std::move(text)};
  Report report = check(path, result.text, request);
  for (int pass = 0; pass < kMostPasses && can_be_read(report); ++pass) {
    FixedText next = apply_fixes(report, unsafe_too);
    if (next.fixed == 0) break;
    Report after = check(path, next.text, request);
    if (!can_be_read(after)) break;
    result = {std::move(next.text), result.fixed + next.fixed};
    report = std::move(after);
  }
  return result;
}

Result<FixedText> fix_file(const std::filesystem::path& path, const Request& request, bool unsafe_too) {
  Result<std::string> text = read_file(path);
  if (!text) return fail(text.error());
  return fix_text(path, std::move(*text), request, unsafe_too);
}

}  // namespace cxsam::lint
