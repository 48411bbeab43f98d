// GitLab's code quality report. Source: GitLab, "Code Quality", "Code Quality report format".
#include <set>

#include "base/file.h"
#include "base/hash.h"
#include "json/json.h"
#include "lint/outputs/output.h"

namespace cxsam::lint {
namespace {

std::string_view severity_of(Severity severity) {
  switch (severity) {
    case Severity::Error:
      return "major";
    case Severity::Warning:
      return "minor";
    case Severity::Info:
      return "info";
  }
  return {};
}

// Files are named from the root of the repository, where checks run, without `./`.
std::string repository_path(const std::filesystem::path& path, const std::filesystem::path& folder) {
  const std::filesystem::path normal = path.lexically_normal();
  return (is_inside(normal, folder) ? normal.lexically_relative(folder) : normal).generic_string();
}

Json entry(const std::string& path, const std::string& id, std::string_view severity, const std::string& message,
           std::uint32_t line, std::set<std::string>& seen) {
  // Without the line, so that a finding stays the same one when the text above it grows.
  std::string fingerprint = sha256_hex(path + '\n' + id + '\n' + message);
  while (!seen.insert(fingerprint).second) fingerprint = sha256_hex(fingerprint);
  return {{"description", message},
          {"check_name", id},
          {"fingerprint", fingerprint},
          {"severity", severity},
          {"location", {{"path", path}, {"lines", {{"begin", line}}}}}};
}

std::string render(std::span<const Report> reports, const OutputStyle& style) {
  Json all = Json::array();
  std::set<std::string> seen;
  for (const Report& report : reports) {
    if (report.failure)
      all.push_back(entry(repository_path(report.path, style.folder), "cxsam", "blocker", report.failure->message, 1, seen));
    for (const Diagnostic& finding : report.diagnostics.items())
      all.push_back(entry(repository_path(file_of(report, finding.where), style.folder),
                          finding.id.empty() ? "cxsam" : finding.id, severity_of(finding.severity), finding.message,
                          report.sources.begin_of(finding.where).line, seen));
  }
  return dump_json(all, 2) + '\n';
}

}  // namespace

extern const Output output_gitlab{.name = "gitlab", .render = render};

}  // namespace cxsam::lint
