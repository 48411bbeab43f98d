// Keys in the files themselves.
#include "aws/providers/provider.h"

namespace cxsam::aws {
namespace {

Found keys_in(const Sections& sections, const std::string& profile, std::string_view source) {
  const auto section = sections.find(profile);
  if (section == sections.end()) return std::nullopt;
  const Variables& values = section->second.values;
  std::string token = value_of(values, "aws_session_token");
  if (token.empty()) token = value_of(values, "aws_security_token");
  return read_pair(value_of(values, "aws_access_key_id"), value_of(values, "aws_secret_access_key"), token, source,
                   "aws_access_key_id", "aws_secret_access_key");
}

}  // namespace

Task<Found> from_credentials_file(Search search) {
  co_return keys_in(search.settings().files.credentials, search.profile, "shared-credentials-file");
}

Task<Found> from_config_file(Search search) {
  co_return keys_in(search.settings().files.config, search.profile, "config-file");
}

}  // namespace cxsam::aws
