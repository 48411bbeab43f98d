// One place where credentials may come from. A provider that is configured but broken ends the search with its error; one that
// is not configured is passed over.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "aws/credentials.h"
#include "aws/exchange.h"
#include "base/result.h"
#include "json/json_fwd.h"
#include "loop/task.h"

namespace cxsam::aws {

using Found = Result<std::optional<Credentials>>;

/// What is searched for: the credentials of one profile.
struct Search {
  Wire& wire;
  std::string profile;
  bool environment = true;  // false: the profile was asked for by name, so keys and roles of the environment do not count
  std::vector<std::string> visited = {};  // profiles whose roles led here

  [[nodiscard]] const Settings& settings() const { return wire.settings; }
  /// What the profile says, or "".
  [[nodiscard]] std::string value(std::string_view key) const;
};

using Provider = Task<Found> (*)(Search search);

Task<Found> from_environment(Search search);
Task<Found> from_assumed_role(Search search);
Task<Found> from_web_identity(Search search);
Task<Found> from_sso(Search search);
Task<Found> from_credentials_file(Search search);
Task<Found> from_login(Search search);
Task<Found> from_process(Search search);
Task<Found> from_config_file(Search search);
Task<Found> from_container(Search search);
Task<Found> from_instance_metadata(Search search);

/// The first that has an answer.
Task<Found> first_of(std::span<const Provider> providers, Search search);

/// Those that a profile alone can name, for a role whose `source_profile` it is.
std::span<const Provider> profile_providers();

// --- what several providers read ---

/// Two keys and perhaps a token; nothing without an access key. Error: an access key without its secret.
Found read_pair(const std::string& access_key, const std::string& secret_key, const std::string& token, std::string_view source,
                std::string_view access_name, std::string_view secret_name);

/// The members of a JSON answer, all but the token required. `expiry` may be a text or milliseconds.
struct KeyNames {
  std::string_view access_key = "AccessKeyId";
  std::string_view secret_key = "SecretAccessKey";
  std::string_view token = "Token";
  std::string_view expires = "Expiration";
};
Result<Credentials> read_keys(const Json& answer, const KeyNames& names, std::string_view source);

/// The answer of an STS action that gives credentials.
Result<Credentials> read_sts_answer(const std::string& xml, std::string_view action, std::string_view source);

/// "cxsam-1795929920", for roles without a name of their session.
std::string session_name(const World& world);

}  // namespace cxsam::aws
