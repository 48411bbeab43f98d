// Renders a template in one line.
#pragma once

#include <catch2/catch.hpp>
#include <string>

#include "json/json.h"
#include "vtl/input.h"
#include "vtl/program.h"

namespace cxsam::test {

/// What a template makes of a body; "fault: LINE:COLUMN why" where it cannot be read, "error: why" where it cannot be carried
/// out. Known are `$input`, `$util`, and `$context` of `context`.
inline std::string rendered(std::string_view source, std::string_view body = "",
                            vtl::Undefined undefined = vtl::Undefined::Empty, vtl::Limits limits = {},
                            std::string_view context = R"({"requestId": "r-1"})") {
  const auto program = vtl::Program::parse(source);
  if (!program) {
    const vtl::Fault& fault = program.error();
    return "fault: " + std::to_string(fault.line) + ":" + std::to_string(fault.column) + " " + fault.message;
  }
  vtl::Run run(limits);
  vtl::Payload payload(body);
  const auto parameters = parse_json(R"({"path": {"id": "7"}, "querystring": {"q": "1", "id": "8"}, "header": {"X-A": "b"}})");
  vtl::Variables variables{{"input", vtl::make_input(run, payload, vtl::value_of(run, *parameters).map())},
                           {"util", vtl::make_util(run)},
                           {"context", vtl::value_of(run, *parse_json(context))}};
  const auto text = program->render(run, variables, undefined);
  return text ? *text : "error: " + text.error().message;
}

}  // namespace cxsam::test
