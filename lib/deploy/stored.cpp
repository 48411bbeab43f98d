#include "deploy/stored.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "artifacts/place_in_s3.h"
#include "artifacts/properties.h"
#include "base/ascii.h"
#include "base/hash.h"
#include "document/reader.h"
#include "json/json.h"

namespace cxsam::deploy {
namespace {

using artifacts::PlaceInS3;

/// Whether `package` puts places of S3 at this key somewhere.
bool holds_places(std::string_view key) {
  return std::ranges::find(artifacts::path_properties(), key, &artifacts::PathProperty::key) !=
         artifacts::path_properties().end();
}

/// A server that stands in for S3 has its own host before bucket and key.
std::optional<PlaceInS3> place_at_other_host(const Node& value) {
  constexpr std::string_view kScheme = "://";
  const std::string_view text = value.is_string() ? std::string_view(value.text) : "";
  const std::size_t host = text.starts_with("http") ? text.find(kScheme) : std::string_view::npos;
  const std::size_t path = host == std::string_view::npos ? host : text.find('/', host + kScheme.size());
  return path == std::string_view::npos ? std::nullopt : artifacts::place_in_s3("s3:/" + std::string(text.substr(path)));
}

void find_places(const Node& node, std::vector<PlaceInS3>& places) {
  for (const Member& member : node.members) {
    if (holds_places(member.key)) {
      auto place = artifacts::place_in_s3(member.value);
      if (!place) place = place_at_other_host(member.value);
      if (place && is_made_of_content(place->key)) places.push_back(*std::move(place));
    }
    find_places(member.value, places);
  }
  for (const Node& item : node.items) find_places(item, places);
}

std::vector<PlaceInS3> places_in(std::string_view template_text) {
  std::vector<PlaceInS3> places;
  Sources sources;
  Diagnostics ignored;
  const std::optional<Node> root = read_document(sources, sources.add("template", std::string(template_text)), ignored);
  if (root) find_places(*root, places);
  return places;
}

}  // namespace

Stored stored_by(std::string_view template_text, std::string bucket, std::string prefix) {
  Stored stored{.bucket = std::move(bucket), .prefix = std::move(prefix), .keys = {}, .template_key = {}};
  const std::vector<PlaceInS3> places = places_in(template_text);
  if (stored.bucket.empty() && !places.empty()) {
    stored.bucket = places.front().bucket;
    const std::size_t slash = places.front().key.rfind('/');
    if (stored.prefix.empty() && slash != std::string::npos) stored.prefix = places.front().key.substr(0, slash);
  }
  for (const PlaceInS3& place : places) {
    const bool known = std::ranges::find(stored.keys, place.key) != stored.keys.end();
    if (place.bucket == stored.bucket && !known) stored.keys.push_back(place.key);
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
