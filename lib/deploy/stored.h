// What was uploaded for a stack, as its template names it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "aws/client.h"
#include "base/result.h"

namespace cxsam::deploy {

struct Stored {
  std::string bucket;             // "" = not known
  std::string prefix;             // all below it is the stack's; "" = there is none
  std::vector<std::string> keys;  // that the template names, each once
  std::string template_key;       // under which the template itself was uploaded, without a prefix
};

/// `bucket` and `prefix` are what the user says; where these are empty, what the template's first artifact says.
Stored stored_by(std::string_view template_text, std::string bucket, std::string prefix);

/// Whether a key is one that `package` makes of content: 32 hexadecimal digits and an ending. Nothing else is ever deleted.
bool is_made_of_content(std::string_view key);

/// The template of a stack as it was uploaded; of one that waits for its first change set that change set's. "" where
/// CloudFormation has none. `status` is the stack's.
Task<Result<std::string>> original_template(aws::Client& client, std::string stack, std::string status);

}  // namespace cxsam::deploy
