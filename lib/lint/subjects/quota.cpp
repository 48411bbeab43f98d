#include "lint/subjects/quota.h"

#include <fmt/format.h>

namespace cxsam::lint {
namespace {

std::string message(std::string_view what, std::size_t figure, Quota quota, Passed passed) {
  if (passed == Passed::Most) return fmt::format("{}: {}, and CloudFormation takes {}", what, figure, quota.most);
  return fmt::format("{}: {}, of the {} that CloudFormation takes", what, figure, quota.most);
}

}  // namespace

bool is_beyond(std::size_t figure, Quota quota, Passed passed) {
  if (passed == Passed::Most) return figure > quota.most;
  return figure > quota.near && figure <= quota.most;
}

void check_count(const CheckContext& context, std::string_view section, Quota quota, Passed passed, Findings& findings) {
  const Member* member = context.source.root().find_member(section);
  if (!member || !is_beyond(member->value.members.size(), quota, passed)) return;
  const std::string what = "entries of `" + std::string(section) + "`";
  findings.add(member->key_span, message(what, member->value.members.size(), quota, passed))
      .hints.emplace_back("split the template, with nested stacks for example");
}

void check_name_lengths(const CheckContext& context, std::string_view section, Passed passed, Findings& findings) {
  const Node* entries = context.source.section(section);
  if (!entries) return;
  for (const Member& entry : entries->members)
    if (is_beyond(entry.key.size(), kNameLength, passed))
      findings.add(entry.key_span, message("characters of the name", entry.key.size(), kNameLength, passed));
}

}  // namespace cxsam::lint
