// What the events of functions change in a DefinitionBody that the user wrote.
// Source: AWS SAM developer guide, `MergeDefinitions` of "AWS::Serverless::Api", `OverrideApiAuth` of "ApiFunctionAuth".
#pragma once

#include <string>

#include "transform/event_scope.h"

namespace cxsam::transform {

/// Puts an event's operation (what the event itself asks for, without security) into the document of an API with
/// `MergeDefinitions`: the event's keys win, others that are written stay. An operation alone is merged: what it declares
/// for the whole document (schemes, validators, resource policies) is not, unless it has OverrideApiAuth. A document without
/// `paths` stays as it is. `method` is in lower case.
void merge_operation(EventScope& event, const std::string& api, const std::string& path, const std::string& method,
                     Node operation);

/// Adds what an event with `OverrideApiAuth` asks of callers to the written operation. An operation without an integration
/// is left alone; one that is not there is an error.
void override_written_auth(EventScope& event, const std::string& api, const std::string& path, const std::string& method);

}  // namespace cxsam::transform
