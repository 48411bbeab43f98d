// An application in the AWS Serverless Application Repository. Source: AWS Serverless Application Repository API reference;
// SAM CLI, "sam publish".
#pragma once

#include <string>

#include "aws/client.h"
#include "base/result.h"
#include "document/node.h"
#include "json/json.h"

namespace cxsam::cloud {

struct Publication {
  Json metadata;              // as the template has it: {"Name": "shop", "SemanticVersion": "0.0.1", ...}
  std::string template_text;  // without that
};

/// Reads `Metadata.AWS::ServerlessRepo::Application`. `version` takes the place of its SemanticVersion; "" = none. Errors:
/// there is none, a property that is required is missing, or a licence or readme is a file of this machine.
Result<Publication> read_publication(const Node& root, const std::string& version);

struct Published {
  std::string application;   // its ARN
  bool created = false;      // else there was one, which now says what the metadata say
  bool new_version = false;  // else there was one of that name, or none is named
  Json metadata = {};        // what of them is new to it
};

/// Makes the application, or changes it and adds the version where it is new. With `fail_on_same_version` a version that is
/// there is an error, and nothing is changed.
Task<Result<Published>> publish(aws::Client& client, Publication publication, bool fail_on_same_version);

}  // namespace cxsam::cloud
