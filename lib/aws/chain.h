// Where credentials come from, in order, and how long they are kept.
#pragma once

#include <optional>
#include <string>

#include "aws/credentials.h"
#include "aws/exchange.h"
#include "base/result.h"
#include "loop/signal.h"

namespace cxsam::aws {

/// Environment, role of the profile, web identity, SSO, credentials file, `aws login`, process, configuration file, container,
/// instance. The first that is configured decides, with an error too. Nothing when none is.
/// Source: AWS SDKs and Tools reference guide, "Understand the credential provider chain".
Task<Result<std::optional<Credentials>>> find_credentials(Wire& wire);

/// The credentials of a command. They are looked for once, however many ask at the same time, and again 15 minutes before they
/// end; should that fail they serve until 1 minute before.
class CredentialSource {
 public:
  explicit CredentialSource(Wire& wire) : wire_(wire), changed_(wire.world.clock) {}

  /// Error: there are none, with what to do.
  Task<Result<Credentials>> get();

  /// Others in place of those with this access key, which were refused: they ended before their time, or somebody has logged in
  /// again. They serve from then on. Nothing when there are none.
  Task<std::optional<Credentials>> replace(std::string access_key);

 private:
  [[nodiscard]] bool lasts_for(std::chrono::seconds time) const;

  Wire& wire_;
  std::optional<Credentials> known_;
  bool searching_ = false;
  Signal changed_;
};

}  // namespace cxsam::aws
