// One template of a project, with everything that is known of it.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "artifacts/paths.h"
#include "document/node.h"
#include "template/parameters.h"
#include "template/resolver.h"
#include "template/resource_graph.h"
#include "template/template.h"

namespace cxsam::project {

/// One template: the root's, or that of a nested stack with the parameters that its parent gives it. A template that two
/// resources name is two stacks.
struct Stack {
  std::string logical_id;               // in the parent's template; "" for the root
  std::string path;                     // "Parent/Child"; "" for the root
  std::filesystem::path template_path;  // as messages name it
  tmpl::Environment environment;
  std::map<std::string, Node, std::less<>> parameters;  // as tmpl::parameter_values() gives them
  tmpl::Template source;                                // as the user wrote it, but for loops (Fn::ForEach), which are expanded
  std::vector<tmpl::Reference> written_references;      // where there were loops: those of the template before
  tmpl::Template expanded;                              // after the transform; the source itself when that failed
  tmpl::ResourceGraph graph;                            // of `expanded`
  artifacts::Paths paths;                               // the local ones of `source`, and what stands in their place
  std::map<std::string, Node, std::less<>> outputs;     // those whose values are known before deployment
  std::vector<Stack> children;                          // nested stacks whose template is on this machine, in template order

  /// Absolute; local paths of the template are relative to it.
  [[nodiscard]] std::filesystem::path folder() const;
  /// "Parent/Child/Function": how SAM CLI names a resource of a nested stack.
  [[nodiscard]] std::string full_path(std::string_view id) const;
  [[nodiscard]] const Stack* find_child(std::string_view id) const;
};

}  // namespace cxsam::project
