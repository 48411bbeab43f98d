// The files that all AWS tools share: ~/.aws/config and ~/.aws/credentials.
// Source: AWS SDKs and Tools reference guide, "Using shared config and credentials files to globally configure AWS SDKs and
// tools".
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "base/result.h"

namespace cxsam::aws {

using Variables = std::map<std::string, std::string, std::less<>>;

struct Section {
  Variables values;                                      // keys in lower case
  std::map<std::string, Variables, std::less<>> nested;  // what stands indented below a key without a value, as of `s3 =`
};

using Sections = std::map<std::string, Section, std::less<>>;

/// Sections by their names as written. A `#` or `;` begins a comment at the start of a line only. `name` is the file's, for
/// the errors: a line that is neither a section nor `key = value`, a section or a key that stands twice.
Result<Sections> read_sections(std::string_view text, std::string_view name);

struct SharedFiles {
  Sections credentials;   // of the credentials file, by profile
  Sections config;        // of the configuration file, by profile: `[default]` and `[profile NAME]`
  Sections sso_sessions;  // `[sso-session NAME]`
  Sections services;      // `[services NAME]`

  /// What both files say of a profile; the credentials file wins. Null when neither knows it.
  [[nodiscard]] const Section* find(std::string_view profile) const;

  Sections merged;  // behind find()
};

/// Reads the files that AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE name, else those below $HOME. A missing file is empty.
Result<SharedFiles> read_shared_files(const Variables& environment);

/// The value or "".
std::string value_of(const Variables& variables, std::string_view name);

/// This process's environment.
Variables environment_variables();

}  // namespace cxsam::aws
