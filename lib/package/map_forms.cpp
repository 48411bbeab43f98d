#include "package/map_forms.h"

#include <algorithm>
#include <array>

namespace cxsam::package {
namespace {

/// Source: AWS CloudFormation template reference.
struct MapForm {
  std::string_view type;
  std::string_view property;
  std::string_view bucket;
  std::string_view key;
  std::string_view version;
};

constexpr std::array kMaps{
    MapForm{"AWS::Lambda::Function", "Code", "S3Bucket", "S3Key", "S3ObjectVersion"},
    MapForm{"AWS::Lambda::LayerVersion", "Content", "S3Bucket", "S3Key", "S3ObjectVersion"},
    MapForm{"AWS::ElasticBeanstalk::ApplicationVersion", "SourceBundle", "S3Bucket", "S3Key", ""},
    MapForm{"AWS::Serverless::StateMachine", "DefinitionUri", "Bucket", "Key", "Version"},
    MapForm{"AWS::StepFunctions::StateMachine", "DefinitionS3Location", "Bucket", "Key", "Version"},
    MapForm{"AWS::ApiGateway::RestApi", "BodyS3Location", "Bucket", "Key", "Version"},
    MapForm{"AWS::ApiGatewayV2::Api", "BodyS3Location", "Bucket", "Key", "Version"},
    MapForm{"AWS::CodeCommit::Repository", "Code.S3", "Bucket", "Key", "ObjectVersion"},
};

/// "bucket/key"
std::optional<PlaceInS3> place_of(std::string_view path) {
  const std::size_t slash = path.find('/');
  if (slash == std::string_view::npos || slash == 0 || slash + 1 == path.size()) return std::nullopt;
  return PlaceInS3{std::string(path.substr(0, slash)), std::string(path.substr(slash + 1))};
}

}  // namespace

std::optional<PlaceInS3> place_in_s3(std::string_view url) {
  constexpr std::string_view kVersion = "?versionId=";
  const std::size_t query = url.find(kVersion);
  const std::string version(query == std::string_view::npos ? "" : url.substr(query + kVersion.size()));
  url = url.substr(0, query);
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return std::nullopt;
  std::string_view rest = url.substr(scheme + 3);
  std::optional<PlaceInS3> place;
  if (url.starts_with("s3://")) {
    place = place_of(rest);
  } else {
    const std::size_t slash = std::min(rest.find('/'), rest.size());
    const std::string_view host = rest.substr(0, slash);
    rest.remove_prefix(std::min(slash + 1, rest.size()));
    const std::size_t bucket = host.find(".s3");
    if (host.starts_with("s3"))
      place = place_of(rest);
    else if (bucket != std::string_view::npos && !rest.empty())
      place = PlaceInS3{std::string(host.substr(0, bucket)), std::string(rest)};
  }
  if (place) place->version = version;
  return place;
}

std::optional<Node> map_form(const artifacts::Artifact& artifact, const PlaceInS3& place) {
  const auto form = std::ranges::find_if(
      kMaps, [&](const MapForm& each) { return each.type == artifact.resource_type && each.property == artifact.property; });
  if (form == kMaps.end()) return std::nullopt;
  Node origin;
  origin.span = artifact.where;
  Node map = make_map({}, origin);
  map.set(form->bucket, make_string(place.bucket, origin));
  map.set(form->key, make_string(place.key, origin));
  if (!place.version.empty() && !form->version.empty()) map.set(form->version, make_string(place.version, origin));
  return map;
}

}  // namespace cxsam::package
