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

}  // namespace

std::optional<Node> map_form(const artifacts::Artifact& artifact, const artifacts::PlaceInS3& place) {
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
