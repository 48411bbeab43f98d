// What the transform of one SAM resource sees and makes.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "transform/maker.h"
#include "transform/workspace.h"

namespace cxsam::transform {

/// Attributes of one generated resource beyond those that the SAM resource passes to all of them.
struct Attributes {
  bool main = false;     // also gets DependsOn, Metadata and UpdatePolicy of the SAM resource
  bool metadata = true;  // false: of these only DependsOn
  bool inherits = true;  // Condition, DeletionPolicy and UpdateReplacePolicy of the SAM resource
  std::optional<Node> depends_on = {};
  std::optional<Node> deletion_policy = {};  // these three in place of the SAM resource's
  std::optional<Node> update_replace_policy = {};
  std::string condition = {};
  std::optional<Node> more_metadata = {};  // joins the SAM resource's
  std::optional<Node> update_policy = {};  // of a resource that is not the main one
};

class Scope {
 public:
  Scope(Workspace& shared, std::size_t at, std::string_view resource_type);

  Workspace& work;
  const std::string id;
  const Span id_span;
  const std::string_view type;
  /// The resource as it stands in the working copy, with Globals merged. A copy: the working copy may grow.
  const Node body;
  const Node& properties;
  const Maker make;  // generated nodes point at the logical id

  [[nodiscard]] const Node* property(std::string_view name) const;
  /// The text of a property, parameters resolved.
  [[nodiscard]] std::optional<std::string> text(std::string_view name) const { return work.text(property(name)); }
  /// A property or nothing, for Maker fields: parameters stay references.
  [[nodiscard]] std::optional<Node> copy(std::string_view name) const;
  [[nodiscard]] bool flag(std::string_view name) const;
  /// The resource's Condition, "" when it has none.
  [[nodiscard]] std::string_view condition() const;

  /// Reports an error at a node (the resource itself when null). Only the first one of a resource is kept.
  void error(const Node* where, std::string message, std::string hint = {});
  void error(Span where, std::uint32_t expansion, std::string message, std::string hint = {});
  [[nodiscard]] bool failed() const { return failed_; }
  /// Names an event in the messages of what follows: "event `E1`".
  void set_part(std::string part) { part_ = std::move(part); }

  /// Adds a generated resource with the attributes that pass through. An id that is taken is an error.
  void add(std::string logical_id, std::string_view cloudformation_type, Node resource_properties, Attributes attributes = {});

  /// The same for what several resources may ask for, as two APIs of one domain or two events of one
  /// QueueLogicalId: the last one counts.
  void add_shared(std::string logical_id, std::string_view cloudformation_type, Node resource_properties,
                  Attributes attributes = {});

  /// A maker whose nodes point at `cause` and say why.
  [[nodiscard]] Maker make_for(Span cause, std::string why) const;

 private:
  [[nodiscard]] Node made(std::string_view cloudformation_type, Node resource_properties, Attributes attributes) const;

  std::size_t position_;
  std::set<std::string, std::less<>> made_;  // logical ids
  std::string part_;
  bool failed_ = false;
};

}  // namespace cxsam::transform
