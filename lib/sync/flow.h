// What the ways to the services share.
#pragma once

#include <string>

#include "base/result.h"
#include "sync/code.h"

namespace cxsam::sync {

/// One unit on its way.
struct Flow {
  aws::Client& client;
  const CodeSync& sync;
  State& state;
  const Unit& unit;
  std::string physical_id;
};

struct Outcome {
  bool changed = false;
  bool left_out = false;           // only CloudFormation can change it, which is told
  std::string layer_version = {};  // the ARN of a layer's new version
};

Task<Result<Outcome>> sync_function(Flow flow);
Task<Result<Outcome>> sync_layer(Flow flow);
Task<Result<Outcome>> sync_rest_api(Flow flow);
Task<Result<Outcome>> sync_http_api(Flow flow);
Task<Result<Outcome>> sync_state_machine(Flow flow);

/// Configures the functions of the template that use a layer with its new version. They have their own code by then.
Task<void> use_new_version(Flow flow, std::string version_arn);

/// Waits until no change of a function is under way. Gives its configuration, also after a change that has failed: it is in the
/// way of nothing.
Task<Result<Json>> settle(aws::Client& client, std::string function);

/// Waits until a change of a function that was asked for has been made. Error: it has failed.
Task<Result<void>> finish_change(aws::Client& client, std::string function);

/// Whether the last change of a function with this configuration has failed: what it says of the code is not what runs.
bool has_failed(const Json& configuration);

/// Calls /2015-03-31/functions/<function><rest>. A function that is being changed refuses further changes for a moment; that is
/// waited for.
Task<aws::Answer<Json>> change_function(aws::Client& client, std::string method, std::string function, std::string rest,
                                        Json body);

/// The archive of a function or layer, as SAM CLI makes it.
Task<Result<std::string>> archive_of(std::filesystem::path source);

/// "arn:...:layer:deps" of "arn:...:layer:deps:3"
std::string without_version(std::string_view arn);

/// "ZipFunctionSyncFlow", "ZipFunctionSyncFlowSkipBuildDirectory", ..., the beginning of keys in the state.
std::string key_of(std::string_view flow, const Unit& unit);

/// What Lambda gets of an archive: its bytes, or where in the bucket it was put.
Task<Result<Json>> code_of(const Flow& flow, const std::string& archive);

/// The digest as Lambda tells it: base64 of the 32 bytes.
std::string lambda_digest(std::string_view hex);

}  // namespace cxsam::sync
