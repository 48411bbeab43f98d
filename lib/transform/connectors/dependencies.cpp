#include "transform/connectors/dependencies.h"

#include <algorithm>
#include <map>
#include <utility>

#include "transform/connectors/end_point.h"

namespace cxsam::transform {
namespace {

void append(Node& list, std::string id, const Maker& make) {
  const auto same = [&](const Node& item) { return item.as_string() == id; };
  if (std::ranges::none_of(list.items, same)) list.items.push_back(make.text(id));
}

bool is_sam(std::string_view type) { return type.starts_with("AWS::Serverless::"); }

/// Calls `use(resource, owner)` with every resource of CloudFormation so far; `owner` is the position of what it comes from.
template <class Use>
void for_each_made(Workspace& work, Use use) {
  for (std::size_t i = 0; i < work.output.size(); ++i) {
    Member& own = work.resources()[i];
    if (!is_sam(type_of(own))) use(own.value, i);
    for (Member& made : work.output[i]) use(made.value, i);
  }
}

/// A connector that AWS has not yet transformed when it looks keeps what it depends on.
bool is_later_connector(Workspace& work, std::size_t owner, std::size_t connector) {
  const bool connects = work.type_of(work.resources()[owner].key) == "AWS::Serverless::Connector";
  return connects && owner > connector;
}

void rewrite(Workspace& work, Node& depends_on, std::size_t owner) {
  std::vector<std::string> made;
  const auto replaced = [&](const Node& name) {
    const auto at = name.is_string() ? work.position(name.text) : std::nullopt;
    if (!at || work.type_of(name.text) != "AWS::Serverless::Connector" || is_later_connector(work, owner, *at)) return false;
    for (const Member& resource : work.output[*at]) made.push_back(resource.key);
    return true;
  };
  const Node written = depends_on;
  Nodes kept = written.is_list() ? written.items : Nodes{written};
  erase_if(kept, replaced);
  if (made.empty()) return;
  depends_on = make_list(std::move(kept), written);
  for (std::string& id : made) append(depends_on, std::move(id), Maker(written));
}

/// By source and function. AWS gives up where a function reads a source by more than one mapping.
using Mappings = std::map<std::pair<std::string, std::string>, std::vector<Node*>>;

Mappings event_source_mappings(Workspace& work) {
  Mappings mappings;
  for_each_made(work, [&](Node& resource, std::size_t) {
    const Node* type = resource.find("Type");
    if (!type || type->as_string() != "AWS::Lambda::EventSourceMapping") return;
    const std::string_view source = referenced_id(resource.at_path({"Properties", "EventSourceArn"}));
    const std::string_view function = referenced_id(resource.at_path({"Properties", "FunctionName"}));
    if (!source.empty() && !function.empty()) mappings[{std::string(source), std::string(function)}].push_back(&resource);
  });
  return mappings;
}

}  // namespace

void add_dependencies(Node& resource, const std::vector<std::string>& ids) {
  const Node* existing = resource.find("DependsOn");
  const Maker make = existing ? Maker(*existing) : Maker(resource.span, resource.expansion);
  Node list = existing && existing->is_list() ? *existing : make.list();
  if (existing && existing->is_string()) list.items.push_back(*existing);
  for (const std::string& id : ids) append(list, id, make);
  resource.set("DependsOn", std::move(list));
}

void settle_dependencies(Workspace& work) {
  if (const auto& waits = work.notes<ConnectorWaits>().all; !waits.empty()) {
    const Mappings mappings = event_source_mappings(work);
    for (const ConnectorWait& wait : waits) {
      const auto found = mappings.find({wait.source, wait.function});
      if (found != mappings.end() && found->second.size() == 1) add_dependencies(*found->second.front(), wait.made);
    }
  }
  for_each_made(work, [&](Node& resource, std::size_t owner) {
    if (Node* depends_on = resource.find("DependsOn")) rewrite(work, *depends_on, owner);
  });
}

}  // namespace cxsam::transform
