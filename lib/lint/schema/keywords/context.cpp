// Keywords that only templates have: which functions may stand where, what names there are, and values of other resources.
#include <algorithm>

#include "base/did_you_mean.h"
#include "base/text.h"
#include "lint/places/presence.h"
#include "lint/schema/keywords/keywords.h"
#include "template/evaluation.h"

namespace cxsam::lint::schema {

using facts::Keyword;
using facts::Value;

namespace {

void check_name(const Check& check) {
  const CheckContext& context = check.evaluator.context();
  const std::string_view of = check.value.find("context").text();
  if (!check.node.is_string() || !context.names.are_complete()) return;
  if (of == "conditions" && !context.names.is_condition(check.node.text)) {
    Fault& fault = check.fault(Keyword::DynamicValidation, "the template has no condition `" + check.node.text + "`");
    fault.hints = did_you_mean(check.node.text, context.names.section_keys("Conditions"));
  }
}

/// One resource's part of what is gathered.
class Gathering {
 public:
  explicit Gathering(const Check& check) : check_(check) {}

  void add(std::string_view name, Value description) {
    const Value reference = description.find("reference");
    if (!reference) return add_member(name, description, &check_.node, {}, check_.frame.place);
    for (const Node* value : values_at(check_.node, reference.text())) {
      const tmpl::Resource* resource = find_resource(*value);
      if (!resource) continue;
      const Value type = description.find("filter").find(Keyword::Type);
      if (type && type.text() != resource->type) continue;
      add_member(name, description, resource->properties, resource->type, place_of_properties(*resource));
      return;
    }
  }

  [[nodiscard]] const Node& node() const { return gathered_; }
  /// A condition that decides what is gathered, where the scenario does not.
  [[nodiscard]] std::optional<std::string_view> undecided() const { return undecided_; }

 private:
  std::vector<const Node*> values_at(const Node& from, std::string_view path) {
    std::vector<const Node*> nodes{&from};
    for (const std::string_view step : split(path.substr(1), '/')) {
      std::vector<const Node*> next;
      for (const Node* node : nodes) {
        if (step == "*") {
          for (const Node& item : node->items) add_effective(item, next);
        } else if (const Node* value = node->find(step)) {
          add_effective(*value, next);
        }
      }
      nodes = std::move(next);
    }
    return nodes;
  }

  const Node* find_effective(const Node& node) {
    const Effective found = effective(node, check_.frame.scenario, check_.evaluator.solver());
    if (!found.undecided) return found.node;
    undecided_ = found.undecided;
    return nullptr;
  }

  void add_effective(const Node& node, std::vector<const Node*>& to) {
    if (const Node* found = find_effective(node)) to.push_back(found);
  }

  const tmpl::Resource* find_resource(const Node& value) const {
    const std::optional<Intrinsic> call = as_intrinsic(value);
    if (!call) return nullptr;
    const tmpl::Template& source = check_.evaluator.context().source;
    if (call->name == "Ref") return source.find_resource(call->argument->text);
    if (call->name != "Fn::GetAtt") return nullptr;
    const std::optional<tmpl::AttributeTarget> target = tmpl::attribute_target(*call->argument);
    return target ? source.find_resource(target->logical_id) : nullptr;
  }

  Place place_of_properties(const tmpl::Resource& resource) const {
    const Member* member = resource.node->find_member("Properties");
    return member ? place_of(*member, place_at(resource.id_span), check_.evaluator.context().sources)
                  : place_at(resource.id_span);
  }

  void add_member(std::string_view name, Value description, const Node* properties, std::string_view type, const Place& place) {
    Node part = make_map();
    const Value wanted = description.find(Keyword::Properties);
    for (std::uint32_t i = 0; i < wanted.size(); ++i) {
      const bool is_path = wanted[i].kind() == Value::Kind::String;
      const std::string_view path = is_path ? wanted[i].text() : wanted[i].find("path").text();
      if (path == "$type") {
        part.set(wanted.key(i), make_string(std::string(type)));
        continue;
      }
      const Member* member = properties ? properties->find_member(path.substr(1)) : nullptr;
      if (const Node* value = member ? find_effective(member->value) : nullptr) {
        part.members.push_back({std::string(wanted.key(i)), member->key_span, *value});
      } else if (const Value fallback = is_path ? Value{} : wanted[i].find(Keyword::Default)) {
        part.set(wanted.key(i), to_node(fallback));
      }
    }
    gathered_.members.push_back({std::string(name), place.span, std::move(part)});
  }

  static Node to_node(Value value) {
    switch (value.kind()) {
      case Value::Kind::Bool:
        return make_bool(value.boolean());
      case Value::Kind::Int:
        return make_int(value.integer());
      case Value::Kind::String:
        return make_string(std::string(value.text()));
      default:
        return make_null();
    }
  }

  const Check& check_;
  Node gathered_ = make_map();
  std::optional<std::string_view> undecided_;
};

}  // namespace

void check_cfn_context(const Check& check) {
  Frame frame = check.frame;
  frame.functions = FunctionSet::from(check.value.find(Keyword::Functions));
  check.evaluator.check(check.value.find(Keyword::Schema), check.node, frame, check.outcome);
}

void check_dynamic_validation(const Check& check) {
  const CheckContext& context = check.evaluator.context();
  if (const Value transform = check.value.find("transformCheck")) {
    if (!has_transform(context.source.root(), transform.text()))
      check.fault(Keyword::DynamicValidation, "needs the transform `" + std::string(transform.text()) + "`");
    return;
  }
  if (const Value section = check.value.find("pathCheck")) {
    if (check.frame.section != section.text())
      check.fault(Keyword::DynamicValidation, "may stand in `" + std::string(section.text()) + "` only");
    return;
  }
  check_name(check);
}

void check_gather(const Check& check) {
  if (!check.node.is_map()) return;
  check.in_scenarios([&](const Frame& scenario) -> std::optional<std::string_view> {
    Frame frame = scenario;
    const Check here{check.evaluator, check.value, check.schema, check.node, frame, check.outcome};
    Gathering gathering(here);
    const Value wanted = check.value.find("gather");
    for (std::uint32_t i = 0; i < wanted.size(); ++i) gathering.add(wanted.key(i), wanted[i]);
    if (gathering.undecided()) return gathering.undecided();
    frame.data = &gathering.node();
    check.evaluator.check(check.value.find(Keyword::Schema), gathering.node(), frame, check.outcome);
    return std::nullopt;
  });
}

}  // namespace cxsam::lint::schema
