// SAM -> CloudFormation. Source: AWS SAM developer guide; order and ids as the AWS transform makes them.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "diagnostic/diagnostic.h"
#include "template/parameters.h"
#include "template/template.h"

namespace cxsam::transform {

enum class ArtifactPaths : std::uint8_t {
  StandIn,    // local CodeUri, ContentUri, DefinitionUri ... are replaced by a stand-in S3 location (validate, local)
  AsWritten,  // they stand in the result as they are, as what packages CloudFormation takes them; one note says so
  Required,   // they must be S3 locations, as AWS demands
};

enum class ApplicationRepository : std::uint8_t {
  StandIn,  // the template of any application is at a URL that stands for it
  Stub,     // fixed answers and refusals, for tests
};

struct TransformOptions {
  tmpl::Environment environment;
  tmpl::ParameterOverrides parameters;
  ArtifactPaths artifacts = ArtifactPaths::StandIn;
  /// Names of managed policies that the AWS account knows, and their ARNs.
  std::map<std::string, std::string, std::less<>> managed_policies = {};
  /// Metadata of a SAM resource goes to all that is generated for it, not to its main resource only.
  bool passthrough_metadata = false;
  /// What AWS turns on account by account is on.
  bool all_feature_toggles = false;
  /// Seconds since 1970 for `AlwaysDeploy`; nothing: the clock of this machine.
  std::optional<std::int64_t> now = {};
  ApplicationRepository repository = ApplicationRepository::StandIn;
};

/// The CloudFormation that AWS would make of a SAM template; any other template comes back as it is.
/// Generated nodes carry the span of what caused them and an expansion chain kept in `sources`.
/// Errors (id E0001) name the resource and the event, one a resource; nothing is returned then.
std::optional<Node> transform(const tmpl::Template& source, const TransformOptions& options, Sources& sources,
                              Diagnostics& diagnostics);

}  // namespace cxsam::transform
