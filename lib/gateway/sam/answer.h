// What `sam local start-api` makes of a function's answer where API Gateway makes something else: text of Python for a body
// that is none, statuses of 0, no headers under other names, base64 by the type that the client accepts. Recorded answers.
#pragma once

#include <string_view>

#include "gateway/function_answer.h"

namespace cxsam::gateway {

/// The error says what about the answer cannot be used; the client gets status 502 then.
Result<http::Response> make_sam_answer(std::string_view function_result, const AnswerRules& rules);

}  // namespace cxsam::gateway
