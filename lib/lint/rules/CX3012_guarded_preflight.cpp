#include <algorithm>
#include <string_view>

#include <fmt/format.h>

#include "lint/rule.h"
#include "lint/subjects/sam_apis.h"
#include "template/effective.h"

namespace cxsam::lint {
namespace {

/// Whether the authorizer refuses whoever brings nothing. A function that reads the whole request may let browsers ask.
bool refuses_strangers(const Node& auth, std::string_view name) {
  if (name == "AWS_IAM") return true;
  const Node* authorizer = auth.at_path({"Authorizers", name});
  if (!authorizer || !authorizer->is_map()) return false;
  if (authorizer->find("UserPoolArn")) return true;
  const Node* kind = authorizer->find("FunctionPayloadType");
  return authorizer->find("FunctionArn") && (!kind || (kind->is_string() && kind->text != "REQUEST"));
}

/// Whether the transform has put a guard on an OPTIONS method of the API.
bool guards_preflight(const CheckContext& context, std::string_view api) {
  const tmpl::Resource* made = context.stack.expanded.find_resource(api);
  const Node* body = made ? made->property("Body") : nullptr;
  const Node* paths = body && body->is_map() ? body->find("paths") : nullptr;
  if (!paths || !paths->is_map()) return false;
  return std::ranges::any_of(paths->members, [](const Member& path) {
    const Node* guards = path.value.at_path({"options", "security"});
    return guards && !guards->items.empty();
  });
}

void check_api(const CheckContext& context, std::string_view api, const Node* cors, const Node* auth, Findings& findings) {
  if (!cors || cors->is_null() || !auth || !auth->is_map() || auth->find("AddDefaultAuthorizerToCorsPreflight")) return;
  const Node* chosen = auth->find("DefaultAuthorizer");
  if (!chosen || !chosen->is_string() || !refuses_strangers(*auth, chosen->text) || !guards_preflight(context, api)) return;
  Diagnostic& finding = findings.add(
      *chosen,
      fmt::format("`{}` also guards the preflight requests of `Cors`, which bring no credentials: browsers are refused",
                  chosen->text));
  finding.hints.emplace_back("add `AddDefaultAuthorizerToCorsPreflight: false` to `Auth`");
}

void check(const CheckContext& context, Findings& findings) {
  for (const tmpl::Resource* api : rest_apis_of_sam(context)) {
    const tmpl::Effective effective(context.source, *api);
    check_api(context, api->logical_id, effective.find("Cors"), effective.find("Auth"), findings);
  }
}

}  // namespace

extern const Rule rule_CX3012_guarded_preflight{
    .id = "CX3012",
    .summary = "the default authorizer of an API leaves preflight requests alone",
    .why =
        "Before a page of another origin calls an API, its browser asks with OPTIONS, and never sends a token with it. SAM "
        "puts the default authorizer on these methods, too, unless `AddDefaultAuthorizerToCorsPreflight` is false.",
    .severity = Severity::Warning,
    .check = check,
    .speaks_for_schema = true,
};

}  // namespace cxsam::lint
