#include "template/undecided.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "template/resource_graph.h"

namespace cxsam::tmpl {
namespace {

bool is_pseudo(std::string_view name) { return name.starts_with("AWS::"); }

class Search {
 public:
  Search(const Template& source, const std::function<bool(std::string_view)>& has_value)
      : source_(source), has_value_(has_value) {}

  void look_at(const Node& node) {
    for (const Reference& reference : references_in(node)) {
      if (reference.kind == Reference::Kind::Condition) {
        look_at_condition(reference.name);
      } else if (reference.kind == Reference::Kind::Ref || reference.kind == Reference::Kind::Sub) {
        look_at_name(reference.name);
      }
    }
  }

  std::vector<std::string> names;

 private:
  void look_at_condition(const std::string& name) {
    const Node* condition = source_.entry("Conditions", name);
    if (condition != nullptr && conditions_.insert(name).second) look_at(*condition);
  }

  void look_at_name(const std::string& name) {
    const bool given_at_deployment =
        (is_pseudo(name) && name != "AWS::NoValue") || source_.entry("Parameters", name) != nullptr;
    if (!given_at_deployment || has_value_(name) || std::ranges::find(names, name) != names.end()) return;
    names.push_back(name);
  }

  const Template& source_;
  const std::function<bool(std::string_view)>& has_value_;
  std::set<std::string> conditions_;
};

}  // namespace

std::vector<std::string> names_without_value(const Node& node, const Template& source,
                                             const std::function<bool(std::string_view)>& has_value) {
  Search search(source, has_value);
  search.look_at(node);
  return std::move(search.names);
}

std::string how_to_decide(std::span<const std::string> names) {
  std::vector<std::string> overrides;
  std::vector<std::string> known_later;
  for (const std::string& name : names) {
    if (is_pseudo(name))
      known_later.push_back("`" + name + "`");
    else
      overrides.push_back(name + "=...");
  }
  std::string text;
  if (!overrides.empty()) text = "give a value with `--parameter-overrides " + join(overrides, " ") + "`, or a `Default`";
  if (known_later.empty()) return text;
  if (!text.empty()) text += "; ";
  return text + "only a deployment knows " + join(known_later, ", ");
}

}  // namespace cxsam::tmpl
