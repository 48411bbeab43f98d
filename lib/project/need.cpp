#include "project/need.h"

#include <algorithm>
#include <array>
#include <string>

namespace cxsam::project {
namespace {

/// Errors whose ids begin with `id`, and the needs that they are in the way of. The first row that fits counts.
struct Row {
  std::string_view id;
  bool code;
  bool running;
  bool deployment;
  std::string_view why;         // what goes on without it, or why nothing does
  std::string_view about = "";  // words that the message has; "" = any
};

constexpr std::array kRows{
    Row{"E0000", true, true, true, "What cannot be read may have said anything."},
    // Locally: what could be left out was made a warning by expand(); without the rest there is nothing to run.
    Row{"E0001", false, true, true, "AWS refuses to deploy this."},
    // What is built needs none of these, and SAM CLI does not look at them either.
    Row{"E1001", false, false, true, "The section is passed over here; AWS refuses it.", "`Parameters`"},
    Row{"E1001", false, false, true, "The section is passed over here; AWS refuses it.", "`Conditions`"},
    Row{"E1001", false, false, true, "The section is passed over here; AWS refuses it.", "`Rules`"},
    Row{"E1001", false, false, true, "The section is passed over here; AWS refuses it.", "`Outputs` is empty"},
    Row{"E1001", false, false, true, "The section is passed over here; AWS refuses it.", "`Outputs` is an empty"},
    Row{"E1001", true, false, true, "The section is passed over locally."},
    // What is built or packaged does not change with a parameter that AWS refuses.
    Row{"E2", false, false, true, "It is used here as it is; AWS refuses it."},
    Row{"E3001", false, false, true, "What has no type is passed over here; AWS refuses to deploy this."},
    Row{"E3012", true, false, true, "The properties of the resource are passed over locally."},
    Row{"CX0001", true, false, true, "Its value is used locally as if the tag were known."},
    Row{"CX0002", true, false, true, "The nested stack is left out locally."},
    Row{"CX0003", false, false, true, "What it declares is missing locally; AWS refuses to deploy without it."},
    Row{"", true, false, true, "It is no obstacle locally; AWS would refuse it."},
};

const Row& row_of(std::string_view id, std::string_view message) {
  return *std::ranges::find_if(
      kRows, [&](const Row& row) { return id.starts_with(row.id) && message.find(row.about) != std::string_view::npos; });
}

}  // namespace

bool is_obstacle(std::string_view id, std::string_view message, Need need) {
  const Row& row = row_of(id, message);
  if (need == Need::Code) return row.code;
  return need == Need::Running ? row.running : row.deployment;
}

void judge(Diagnostics& findings, Need need) {
  for (Diagnostic& finding : findings.items()) {
    if (finding.severity != Severity::Error || is_obstacle(finding.id, finding.message, need)) continue;
    finding.severity = Severity::Warning;
    finding.notes.emplace_back(row_of(finding.id, finding.message).why);
  }
}

}  // namespace cxsam::project
