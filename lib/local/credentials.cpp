#include "local/credentials.h"

#include <unistd.h>

#include <filesystem>

#include "base/file.h"
#include "base/text.h"

namespace cxsam::local {
namespace {

std::string value_of(const Variables& variables, std::string_view name) {
  const auto found = variables.find(name);
  return found == variables.end() ? "" : found->second;
}

std::filesystem::path shared_file(const Variables& environment, std::string_view variable, std::string_view name) {
  const std::string given = value_of(environment, variable);
  if (!given.empty()) return given;
  return std::filesystem::path(value_of(environment, "HOME")) / ".aws" / name;
}

std::optional<runtime::Credentials> keys_of(const Variables& values, std::string_view id, std::string_view secret,
                                            std::string_view token) {
  runtime::Credentials keys{value_of(values, id), value_of(values, secret), value_of(values, token)};
  if (keys.access_key.empty() || keys.secret_key.empty()) return std::nullopt;
  return keys;
}

}  // namespace

Variables environment_variables() {
  Variables variables;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string_view text = *entry;
    const std::size_t equals = text.find('=');
    if (equals != std::string_view::npos) variables.emplace(text.substr(0, equals), text.substr(equals + 1));
  }
  return variables;
}

Variables read_profile(std::string_view text, std::string_view section) {
  Variables values;
  bool inside = false;
  for (const std::string_view raw : split(text, '\n')) {
    const std::string_view line = trim(raw);
    const bool nested = raw.starts_with(' ') || raw.starts_with('\t');  // of a key with sub-keys, such as s3
    if (line.starts_with('[') && line.ends_with(']')) {
      inside = trim(line.substr(1, line.size() - 2)) == section;
    } else if (inside && !nested && !line.starts_with('#') && !line.starts_with(';')) {
      const std::size_t equals = line.find('=');
      if (equals == std::string_view::npos) continue;
      values[to_lower(trim(line.substr(0, equals)))] = trim(line.substr(equals + 1));
    }
  }
  return values;
}

Identity find_identity(const Variables& environment, const std::optional<std::string>& profile) {
  std::string name = profile.value_or(value_of(environment, "AWS_PROFILE"));
  if (name.empty()) name = "default";
  const auto credentials_text = read_file(shared_file(environment, "AWS_SHARED_CREDENTIALS_FILE", "credentials"));
  const auto config_text = read_file(shared_file(environment, "AWS_CONFIG_FILE", "config"));
  const Variables stored = credentials_text ? read_profile(*credentials_text, name) : Variables{};
  const Variables config = config_text ? read_profile(*config_text, name == "default" ? name : "profile " + name) : Variables{};

  Identity identity;
  if (const std::string region = value_of(config, "region"); !region.empty()) identity.region = region;
  const auto from_environment = keys_of(environment, "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN");
  auto from_files = keys_of(stored, "aws_access_key_id", "aws_secret_access_key", "aws_session_token");
  if (!from_files) from_files = keys_of(config, "aws_access_key_id", "aws_secret_access_key", "aws_session_token");
  const auto& first = profile ? from_files : from_environment;
  const auto& second = profile ? from_environment : from_files;
  if (first) {
    identity.credentials = *first;
  } else if (second) {
    identity.credentials = *second;
  }
  return identity;
}

}  // namespace cxsam::local
