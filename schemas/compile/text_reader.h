// Reads the text form of facts (schemas/README.md, "The text form").
#pragma once

#include <string_view>

#include "base/result.h"
#include "schemas/compile/fact.h"

namespace cxsam::facts {

/// What one file says: the path of the table's members that it fills ("types", or "other") and those members.
struct TextFile {
  std::string table;
  FactMap members;
};

/// An error names the line: "line 7: ...".
Result<TextFile> read_text(std::string_view text);

/// Puts the members of a file into `root`. Fails when another file has said the same.
Result<void> merge(FactMap& root, TextFile file);

}  // namespace cxsam::facts
