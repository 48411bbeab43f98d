// What a build tells while it works, as data: a view makes lines of it. Everything that these hold lives until the build is
// over.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string_view>
#include <variant>

#include "build/plan.h"

namespace cxsam::build {

enum class Work : std::uint8_t { None, Code, CodeAndDependencies };

/// What is to be left out has been told; functions and layers come next.
struct Starting {};

/// The build of a definition begins, or is found to be unnecessary (Work::None).
struct Begun {
  const Definition& definition;
  Work work = Work::None;
  std::filesystem::path dependencies;  // where they are kept
};

/// A step of its workflow, by SAM CLI's name: "ResolveDependencies".
struct Step {
  const Definition& definition;
  std::string_view action;
};

/// A tool runs long: which, for how long, and the last line that it printed.
struct Waiting {
  const Definition& definition;
  std::string_view what;  // "pip install"
  std::chrono::seconds running;
  std::string_view line;
};

/// What a tool prints, as it comes.
struct Output {
  const Definition& definition;
  std::string_view bytes;
};

/// The definition is built, or could not be.
struct Ended {
  const Definition& definition;
  Work work = Work::None;
  bool failed = false;
};

/// A line for a person: what is left as it is, and why; what will not work.
struct Note {
  std::string_view line;
};

/// A line for who wants to know how it is done.
struct Detail {
  const Definition& definition;
  std::string_view line;
};

using Told = std::variant<Starting, Begun, Step, Waiting, Output, Ended, Note, Detail>;
using Voice = std::function<void(const Told&)>;

}  // namespace cxsam::build
