#include <fmt/format.h>

#include "aws/members.h"
#include "aws/providers/provider.h"
#include "aws/times.h"
#include "aws/xml.h"
#include "json/json.h"

namespace cxsam::aws {
namespace {

Result<std::optional<Clock::WallTime>> read_expiry(const Json& answer, std::string_view name, std::string_view source) {
  const auto found = answer.find(name);
  if (found == answer.end() || found->is_null()) return std::nullopt;
  if (found->is_number_integer()) return Clock::WallTime(std::chrono::milliseconds(found->get<std::int64_t>()));
  if (const auto time = parse_iso_time(text_of(answer, name))) return time;
  return fail(fmt::format("the credentials of {} have an `{}` that is no time: `{}`", source, name, dump_json(*found)));
}

}  // namespace

std::string Search::value(std::string_view key) const {
  const Section* section = settings().files.find(profile);
  return section == nullptr ? "" : value_of(section->values, key);
}

Found read_pair(const std::string& access_key, const std::string& secret_key, const std::string& token, std::string_view source,
                std::string_view access_name, std::string_view secret_name) {
  if (access_key.empty()) return std::nullopt;
  if (secret_key.empty())
    return fail(Error{fmt::format("partial credentials found in {}, missing: {}", source, secret_name)}.hint(
        fmt::format("set both `{}` and `{}`, or neither", access_name, secret_name)));
  return Credentials{.access_key = access_key, .secret_key = secret_key, .token = token, .source = std::string(source)};
}

Result<Credentials> read_keys(const Json& answer, const KeyNames& names, std::string_view source) {
  if (!answer.is_object()) return fail(fmt::format("the answer of {} is no JSON object", source));
  for (const std::string_view name : {names.access_key, names.secret_key})
    if (text_of(answer, name).empty()) return fail(fmt::format("the answer of {} lacks `{}`", source, name));
  auto expires = read_expiry(answer, names.expires, source);
  if (!expires) return fail(std::move(expires).error());
  return Credentials{text_of(answer, names.access_key), text_of(answer, names.secret_key), text_of(answer, names.token),
                     *expires, std::string(source)};
}

Result<Credentials> read_sts_answer(const std::string& xml, std::string_view action, std::string_view source) {
  const Result<XmlElement> root = parse_xml(xml);
  const XmlElement* keys = root ? root->find(fmt::format("{}Result/Credentials", action)) : nullptr;
  if (keys == nullptr || keys->text_of("AccessKeyId").empty())
    return fail(fmt::format("the answer to {} holds no credentials", action));
  return Credentials{keys->text_of("AccessKeyId"), keys->text_of("SecretAccessKey"), keys->text_of("SessionToken"),
                     parse_iso_time(keys->text_of("Expiration")), std::string(source)};
}

std::string session_name(const World& world) {
  return fmt::format("cxsam-{}",
                     std::chrono::duration_cast<std::chrono::seconds>(world.clock.wall().time_since_epoch()).count());
}

}  // namespace cxsam::aws
