// `${Name}` in texts that a service fills in before it reads them, so that a placeholder may stand where JSON wants a number.
// Source: AWS SAM developer guide, "AWS::Serverless::StateMachine", DefinitionSubstitutions.
#pragma once

#include <string>
#include <string_view>

namespace cxsam::lint {

struct QuotedText {
  std::string text;        // as long as the original, so that every place in it stays
  bool is_certain = true;  // false where a placeholder may stand for more than one value
};

/// The text with each placeholder that stands outside of quotes in the place of a value made a quoted text that begins with
/// `${`.
QuotedText quote_placeholders(std::string_view text);

}  // namespace cxsam::lint
