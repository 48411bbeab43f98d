// What authorizers work with, beside the request.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "gateway/authorizers/grant_cache.h"
#include "gateway/authorizers/signers.h"
#include "jwt/issuers.h"
#include "loop/world.h"

namespace cxsam::gateway {

struct GuardOptions {
  bool disabled = false;                  // everybody is let in
  bool as_sam = false;                    // as SAM CLI's start-api: only authorizers that are functions, nothing is kept
  std::vector<jwt::Detour> detours = {};  // of issuers of tokens
  std::vector<Signer> signers = {};       // who may sign
  bool signers_are_named = false;         // by the user: then calls of @connections are to be signed, too
  std::optional<std::string> claims = std::nullopt;  // a JSON map: everybody is let in and has these claims
  std::string vpce = {};                             // through which VPC endpoint requests reach private APIs; "" for none
};

/// Outlives reloads, but for the answers of functions, whose code may have changed: `grants` is cleared then.
struct Guards {
  Guards(const World& world, GuardOptions what)
      : options(std::move(what)), issuers(world, options.detours), grants(world.clock) {}

  GuardOptions options;
  jwt::Issuers issuers;
  GrantCache grants;
};

}  // namespace cxsam::gateway
