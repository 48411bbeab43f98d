// Partial evaluation of intrinsic functions: what is known becomes a value, the rest stays an intrinsic.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/node.h"
#include "template/template.h"

namespace cxsam::tmpl {

/// Yes: a value without intrinsics. No: some part is unknown before deployment and stayed an intrinsic.
/// Absent: AWS::NoValue, the property is as if it were not written.
enum class Known : std::uint8_t { Yes, No, Absent };

struct Resolved {
  Node value;
  Known known = Known::Yes;
  std::vector<Span> blockers;  // the intrinsics that could not be evaluated
};

/// What stands for a resource before it exists. Empty attribute: `Ref`. Nothing: unknown.
/// `local` gives physical names and ARNs here, `validate` gives nothing.
using PhysicalValue = std::function<std::optional<Node>(const Resource& resource, std::string_view attribute)>;

class Resolver {
 public:
  /// `source` must outlive the resolver. `values` come from parameter_values().
  Resolver(const Template& source, std::map<std::string, Node, std::less<>> values, PhysicalValue physical = {});

  /// Evaluates inside out. Map members and list items that are AWS::NoValue disappear. Never fails: what is
  /// malformed or unknown stays as it was written and is named in `blockers`. What an intrinsic gave takes the place of the
  /// intrinsic in the user's file. As deep as the tree is, whose depth the reader bounds.
  [[nodiscard]] Resolved resolve(const Node& node) const;

  /// The text of a node that resolves to a scalar, else nothing.
  [[nodiscard]] std::optional<std::string> text(const Node& node) const;

  /// A condition by name: true, false, or unknown (also when it is not declared or circular).
  [[nodiscard]] std::optional<bool> condition(std::string_view name) const;

  [[nodiscard]] const Template& source() const { return *source_; }
  [[nodiscard]] const Node* parameter(std::string_view name) const;
  [[nodiscard]] const PhysicalValue& physical() const { return physical_; }

 private:
  const Template* source_;
  std::map<std::string, Node, std::less<>> values_;
  PhysicalValue physical_;
  std::map<std::string, bool, std::less<>> conditions_;  // those that are known
};

}  // namespace cxsam::tmpl
