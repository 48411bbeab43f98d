// What can be set about checking, and how its layers come together: the command line, the template's own Metadata, files.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/node.h"
#include "lint/settings/selection.h"

namespace cxsam::lint {

/// One layer. Names and meanings are cfn-lint's, so that its files hold; what it does not have is cxsam's own.
/// Source: cfn-lint, README, "Configuration".
struct Settings {
  IdPrefixes ignore_checks, include_checks, mandatory_checks;
  std::vector<std::string> configure_rules;  // "E3012:strict=true"
  std::vector<std::string> regions;
  std::vector<std::string> templates, ignore_templates;  // globs
  std::vector<std::string> custom_rules;                 // files
  std::map<std::string, IdPrefixes> per_file_ignores;    // glob -> ids; cxsam's own
  std::optional<std::string> format, output_file, non_zero_exit_code;
  std::optional<std::string> limits, output;  // cxsam's own
  std::optional<bool> merge_configs, include_experimental, ignore_bad_template;
  std::optional<bool> strict;  // cxsam's own
};

/// A map of settings, keys with `_` or `-`. Keys that are no settings and values of a wrong form go to `problems`, as sentences
/// without an end. Keys of cfn-lint without a meaning here are no problem.
Settings read_settings(const Node& map, std::vector<std::string>& problems);

/// What `strong` does not say is as in `weak`. Where either asks to merge, lists of both count.
Settings combine(const Settings& strong, const Settings& weak);

/// `Metadata.cfn-lint.config` of a template or resource, or null.
const Node* metadata_settings(const Node& owner);

/// The ids, whole ones, that a resource's Metadata leaves out.
std::vector<std::string_view> resource_ignores(const Node& resource);

/// Rule id -> setting -> value.
using RuleSettings = std::map<std::string, std::map<std::string, std::string>, std::less<>>;

/// What "E3012:strict=true" and its like say. Words of another form are passed over.
RuleSettings rule_settings(const std::vector<std::string>& configure_rules);

}  // namespace cxsam::lint
