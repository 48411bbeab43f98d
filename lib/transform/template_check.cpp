#include "transform/template_check.h"

#include <algorithm>

#include "base/did_you_mean.h"
#include "base/text.h"
#include "template/resource_graph.h"
#include "template/section_reading.h"
#include "transform/api_events.h"
#include "transform/resource_type.h"
#include "transform/typed_value.h"

namespace cxsam::transform {
namespace {

constexpr std::string_view kPrefix = "AWS::Serverless::";

class TemplateCheck {
 public:
  explicit TemplateCheck(Workspace& work) : work_(work) {}

  bool run() {
    if (const Node* resources = work_.root.find("Resources"); !resources->is_map() || resources->members.empty()) {
      report(resources->span, 0, "the template has no resources", "declare at least one resource below `Resources:`");
      return false;
    }
    if (const Member* mappings = work_.root.find_member("Mappings"); mappings && !mappings->value.is_map()) {
      report(mappings->key_span, 0, "`Mappings` must be a map");
    }
    if (const Node* parameters = work_.root.find("Parameters")) {
      for (const Member& parameter : parameters->members) check_default(parameter);
    }
    for (const Member& resource : work_.resources()) check_resource(resource);
    check_api_events(work_);
    return good_;
  }

 private:
  void report(Span where, std::uint32_t expansion, std::string message, std::string hint = {}) {
    Diagnostic& finding = work_.diagnostics.error("E0001", where, std::move(message));
    finding.expansion = expansion;
    if (!hint.empty()) finding.hints.push_back(std::move(hint));
    good_ = false;
  }

  void report(const Member& resource, Span where, std::string_view problem, std::string hint = {}) {
    report(where, resource.value.expansion, "resource `" + resource.key + "`: " + std::string(problem), std::move(hint));
  }

  void check_resource(const Member& resource) {
    if (!resource.value.is_map()) {
      return report(resource, resource.key_span, "it must be a map with `Type` and `Properties`", "look at the indentation");
    }
    const Member* condition = resource.value.find_member("Condition");
    if (condition && !condition->value.is_null() && !condition->value.is_string()) {
      report(resource, condition->value.span, "`Condition` must be the name of a condition");
    }
    if (!type_of(resource).starts_with(kPrefix)) return;
    if (!tmpl::is_logical_id(resource.key)) {
      report(resource, resource.key_span, "a logical id has letters and digits only");
    }
    const Member* properties = find_resource_type(type_of(resource)) ? resource.value.find_member("Properties") : nullptr;
    if (properties && !properties->value.is_map()) return give_up(resource.key, *properties);
    check_ignored_globals(resource);
  }

  /// The resource keeps no properties, so that the others are looked at all the same.
  void give_up(const std::string& id, const Member& properties) {
    const bool null = properties.value.is_null();
    const bool before = good_;
    report(*work_.find_resource(id), null ? properties.key_span : properties.value.span, "`Properties` must be a map",
           null ? "leave `Properties` out, or write `Properties: {}`" : "");
    good_ = before;
    work_.given_up.insert(id);
    work_.find_resource(id)->value.set("Properties", make_map({}, properties.value));
  }

  void check_ignored_globals(const Member& resource) {
    const std::string_view type = type_of(resource).substr(kPrefix.size());
    const Node* ignored = resource.value.find("IgnoreGlobals");
    const Node* section = work_.root.at_path({"Globals", type});
    if (!ignored || !section || ignored->as_string() == "*" || is_falsy(*ignored)) return;
    if (!ignored->is_list()) {
      return report(resource, ignored->span, "`IgnoreGlobals` must be `'*'` or a list of properties of `Globals`");
    }
    for (const Node& name : ignored->items) {
      if (name.is_string() && section->find(name.text)) continue;
      std::vector<std::string> names;
      for (const Member& member : section->members) names.push_back(member.key);
      report(resource, name.span, "`IgnoreGlobals` names `" + name.text + "`, which `Globals` has not",
             did_you_mean_or(name.text, names, "`Globals` has " + join(names, ", ")));
    }
  }

  /// A list as a Default is none that CloudFormation takes; where it is to become part of a text there is no value at all.
  void check_default(const Member& parameter) {
    const Node* value = parameter.value.find("Default");
    if (!value || value->is_scalar() || work_.options.parameters.contains(parameter.key)) return;
    for (const Member& resource : work_.resources()) {
      if (!type_of(resource).starts_with(kPrefix)) continue;
      for (const tmpl::Reference& reference : tmpl::references_in(resource.value, &work_.sources)) {
        if (reference.kind != tmpl::Reference::Kind::Sub || reference.name != parameter.key) continue;
        return report(resource, reference.where, "`" + parameter.key + "` has no text as its `Default`",
                      "write lists as one text: `Default: a,b`");
      }
    }
  }

  Workspace& work_;
  bool good_ = true;
};

}  // namespace

bool check_template(Workspace& work) { return TemplateCheck(work).run(); }

}  // namespace cxsam::transform
