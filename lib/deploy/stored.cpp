#include "deploy/stored.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "base/ascii.h"
#include "base/hash.h"
#include "document/reader.h"
#include "json/json.h"

namespace cxsam::deploy {
namespace {

// The properties in which `package` puts places of S3.
constexpr std::array<std::string_view, 16> kProperties{"CodeUri",
                                                       "ContentUri",
                                                       "DefinitionUri",
                                                       "SchemaUri",
                                                       "Code",
                                                       "Content",
                                                       "Location",
                                                       "TemplateURL",
                                                       "BodyS3Location",
                                                       "CodeS3Location",
                                                       "ScriptLocation",
                                                       "DefinitionS3Location",
                                                       "SourceBundle",
                                                       "ModulePackage",
                                                       "RequestMappingTemplateS3Location",
                                                       "ResponseMappingTemplateS3Location"};

struct Place {
  std::string bucket;
  std::string key;
};

std::string text_at(const Node& map, std::string_view key) {
  const Node* value = map.find(key);
  return value == nullptr ? "" : std::string(value->as_string().value_or(""));
}

/// `s3://bucket/key`, `https://s3.eu-west-1.amazonaws.com/bucket/key`, or a map.
std::optional<Place> place_of(const Node& value) {
  Place place;
  if (value.is_map()) {
    const bool long_names = value.find("S3Bucket") != nullptr;
    place = {text_at(value, long_names ? "S3Bucket" : "Bucket"), text_at(value, long_names ? "S3Key" : "Key")};
  } else if (value.is_string()) {
    std::string_view text = value.text;
    const bool url = text.starts_with("https://s3");
    if (!url && !text.starts_with("s3://")) return std::nullopt;
    text.remove_prefix(url ? text.find('/', 8) + 1 : 5);
    const std::size_t slash = text.find('/');
    if (slash == std::string_view::npos) return std::nullopt;
    place = {std::string(text.substr(0, slash)), std::string(text.substr(slash + 1))};
  }
  if (place.bucket.empty() || place.key.empty()) return std::nullopt;
  return place;
}

void find_places(const Node& node, std::vector<Place>& places) {
  for (const Member& member : node.members) {
    const bool known = std::ranges::find(kProperties, member.key) != kProperties.end();
    if (const auto place = known ? place_of(member.value) : std::nullopt) places.push_back(*place);
    find_places(member.value, places);
  }
  for (const Node& item : node.items) find_places(item, places);
}

std::vector<Place> places_in(std::string_view template_text) {
  std::vector<Place> places;
  Sources sources;
  Diagnostics ignored;
  const std::optional<Node> root = read_document(sources, sources.add("template", std::string(template_text)), ignored);
  const Node* resources = root ? root->find("Resources") : nullptr;
  if (resources != nullptr) find_places(*resources, places);
  return places;
}

}  // namespace

Stored stored_by(std::string_view template_text, std::string bucket, std::string prefix) {
  Stored stored{.bucket = std::move(bucket), .prefix = std::move(prefix), .keys = {}, .template_key = {}};
  const std::vector<Place> places = places_in(template_text);
  if (stored.bucket.empty() && !places.empty()) {
    stored.bucket = places.front().bucket;
    const std::size_t slash = places.front().key.rfind('/');
    if (stored.prefix.empty() && slash != std::string::npos) stored.prefix = places.front().key.substr(0, slash);
  }
  for (const Place& place : places) {
    const bool known = std::ranges::find(stored.keys, place.key) != stored.keys.end();
    if (place.bucket == stored.bucket && !known && is_made_of_content(place.key)) stored.keys.push_back(place.key);
  }
  if (!template_text.empty()) stored.template_key = md5_hex(template_text) + ".template";
  return stored;
}

bool is_made_of_content(std::string_view key) {
  std::string_view name = key.substr(key.rfind('/') + 1);
  if (name.starts_with("signed_")) return true;
  constexpr std::size_t kDigits = 32;
  if (name.size() < kDigits) return false;
  const bool digest = std::ranges::all_of(name.substr(0, kDigits), is_hex_digit);
  name.remove_prefix(kDigits);
  return digest && (name.empty() || name == ".template" || name == ".zip");
}

Task<Result<std::string>> original_template(aws::Client& client, std::string stack, std::string status) {
  Json parameters{{"StackName", stack}, {"TemplateStage", "Original"}};
  const auto answer = co_await client.query("cloudformation", "GetTemplate", parameters);
  const std::string text = answer ? answer->text_of("TemplateBody") : "";
  if (!text.empty()) co_return text;
  if (status != "REVIEW_IN_PROGRESS") {
    if (!answer) co_return fail(aws::to_error(answer.error(), "GetTemplate"));
    co_return std::string();
  }
  const Json name{{"StackName", stack}};
  const auto listed = co_await client.query("cloudformation", "ListChangeSets", name);
  const std::string change_set = listed ? listed->text_of("Summaries/member/ChangeSetName") : "";
  if (change_set.empty()) co_return std::string();
  parameters["ChangeSetName"] = change_set;
  const auto proposed = co_await client.query("cloudformation", "GetTemplate", parameters);
  co_return proposed ? proposed->text_of("TemplateBody") : "";
}

}  // namespace cxsam::deploy
