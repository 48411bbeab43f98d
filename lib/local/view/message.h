// What a session says about itself, as data: a view makes text or JSON of it. What happens around calls is an invoke::LogEvent.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "base/result.h"
#include "diagnostic/diagnostic.h"

namespace cxsam::local {

/// What is wrong with the template, and the texts that its places point into.
struct Findings {
  const Sources& sources;
  std::span<const Diagnostic> items;
};

/// One sentence about what is weaker here than on AWS, or worth knowing.
struct Remark {
  enum class Level : std::uint8_t { Plain, Note, Warning } level = Level::Plain;
  std::string text;

  friend bool operator==(const Remark&, const Remark&) = default;
};

/// What answers at a path of this machine: a function, a server, a service, "MOCK".
struct Mounting {
  std::string function;
  std::string url;
  std::vector<std::string> methods;
  std::vector<std::string> guards = {};  // what callers must get past: "API key", "authorizer `Mine`"

  friend bool operator==(const Mounting&, const Mounting&) = default;
};

/// What a part offers, and what of it is weaker than on AWS.
struct Description {
  std::vector<Remark> remarks;
  std::vector<Mounting> mountings;

  friend bool operator==(const Description&, const Description&) = default;
};

/// Both, the first one's first.
Description joined(Description first, Description second);

/// Requests are answered from now on.
struct Serving {
  std::string url;
  std::string invitation;  // what somebody can do there: the beginning of a sentence
  bool watching = false;   // changes of code and template are followed
  std::string code;        // a sentence: where the code of functions comes from; "" when there are none
};

/// Files were saved: this one, and others or not.
struct Changed {
  std::string path;
  bool others = false;
};

/// Whole lines of `cxsam build`.
struct BuildOutput {
  std::string lines;
};

/// A reload came to its end.
struct Reloaded {};

/// A reload failed; what was served before is served on.
struct Kept {
  bool build_failed = false;   // else the template cannot be used
  std::optional<Error> error;  // a build that ran has told why it failed
};

/// Lines that were left out here because nobody read them in time.
struct Missing {
  std::size_t lines = 0;
};

/// The first Ctrl-C.
struct Stopping {};

using Message = std::variant<Findings, Remark, Description, Serving, Changed, BuildOutput, Reloaded, Kept, Missing, Stopping>;

}  // namespace cxsam::local
