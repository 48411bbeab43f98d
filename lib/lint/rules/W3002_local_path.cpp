#include "lint/places/values.h"
#include "lint/rule.h"

namespace cxsam::lint {
namespace {

void check(const CheckContext& context, Findings& findings) {
  if (context.source.is_serverless()) return;  // is built and packaged anyway
  for (const PlacedValue& value : values_for_rule(context, "W3002")) {
    const std::string_view path = value.text();
    if (!value.node->is_string() || path.starts_with("https://") || path.starts_with("s3://") || path.starts_with("{{resolve:"))
      continue;
    findings.add(value.place, "`" + std::string(path) + "` is a local path: only a packaged template can be deployed")
        .hints.emplace_back("deploy what `cxsam package` writes");
  }
}

}  // namespace

extern const Rule rule_W3002_local_path{
    .id = "W3002",
    .summary = "paths to local files stand where only `package` understands them",
    .why = "CloudFormation itself takes what lies in S3; `package` uploads the file and writes its place.",
    .severity = Severity::Warning,
    .check = check,
};

}  // namespace cxsam::lint
