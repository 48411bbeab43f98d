// Options that say who is let in, read.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "gateway/authorizers/guards.h"
#include "local/serve.h"

namespace cxsam::local {

struct GuardWishes {
  bool disabled = false;
  std::vector<std::string> issuers = {};                        // "ISSUER=PLACE"
  std::optional<std::filesystem::path> signers = std::nullopt;  // see gateway::read_signers()
  std::optional<std::filesystem::path> claims = std::nullopt;   // a JSON map
  std::string vpce = {};                                        // "vpce-1a2b3c4d"
};

/// Without a file of signers the one who may sign is who functions of `serve` are. Errors: a file that cannot be read, an
/// issuer of another form.
Result<gateway::GuardOptions> read_guard_options(const GuardWishes& wishes, const ServeOptions& serve);

}  // namespace cxsam::local
