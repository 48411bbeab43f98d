#include <array>
#include <string>
#include <string_view>

#include "lint/context.h"
#include "lint/rule.h"
#include "lint/subjects/sam_events.h"

namespace cxsam::lint {
namespace {

constexpr std::array<std::string_view, 2> kProperties{"RestApiId", "ApiId"};

void check_properties(const CheckContext& context, const Node* properties, Severity severity, Findings& findings) {
  for (const std::string_view name : kProperties) {
    const Node* id = properties ? properties->find(name) : nullptr;
    if (!id || !id->is_string() || !context.source.find_resource(id->text)) continue;
    Diagnostic& finding =
        findings.add(*id, "`" + std::string(name) + "` is the plain text `" + id->text + "`, which is no API's id");
    finding.severity = severity;
    finding.hints.push_back("write `!Ref " + id->text + "`");
  }
}

// SAM finds the API by a text, too, but the function's permission is then made for an API that is not there.
void check(const CheckContext& context, Findings& findings) {
  for (const tmpl::Resource& resource : context.source.resources())
    check_properties(context, resource.properties, Severity::Error, findings);
  for (const SamEvent& event : find_events(context.source))
    check_properties(context, event.properties, Severity::Warning, findings);
}

}  // namespace

extern const Rule rule_CX3010_api_as_text{
    .id = "CX3010",
    .summary = "an API of the template is named by `Ref`, not by its name as a text",
    .why =
        "API Gateway gives an API its id when it is made; the name in the template means nothing to it. At an event of "
        "SAM it is a warning: the deployment succeeds, and the API may not call the function.",
    .check = check,
    .speaks_for_schema = true,
};

}  // namespace cxsam::lint
