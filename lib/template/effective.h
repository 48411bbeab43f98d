// The properties of a resource as they count: those of `Globals` under its own.
// Source: AWS SAM developer guide, "Globals section of the AWS SAM template".
#pragma once

#include <cstdint>
#include <forward_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "template/template.h"

namespace cxsam::tmpl {

/// What `Globals` has for one resource: the section of its type without what its `IgnoreGlobals` names. Points into the
/// template.
struct Inherited {
  const Node* section = nullptr;  // a map; null when nothing is inherited
  const Node* ignored = nullptr;  // `*` or a list of properties; null when none is left out

  /// Resources that are not of SAM inherit nothing, nor do those whose `Properties` are no map that can be added to.
  static Inherited of(const Node& root, std::string_view type, const Node& resource);

  [[nodiscard]] const Member* find(std::string_view property) const;
  [[nodiscard]] bool empty() const;
  [[nodiscard]] bool ignores(std::string_view property) const;
};

/// Whose key stands for a property that both sides write.
enum class SharedKey : std::uint8_t { Own, Inherited };

/// The inherited properties under those of `own`: maps merge key by key (inherited keys first), lists are joined inherited
/// ones first (but for `Architectures`), anything else is own's; an intrinsic function counts as one value. Inherited nodes
/// get `expansion`.
Node merge(const Inherited& inherited, const Node& own, std::uint32_t expansion, SharedKey key = SharedKey::Own);

/// One resource of the source template. Nodes keep the spans of where they are written; nothing is copied where a value is
/// written in one place.
class Effective {
 public:
  /// Both must outlive it.
  Effective(const Template& source, const Resource& resource, SharedKey key = SharedKey::Own);

  /// A property with its key, or null. It holds as long as this object.
  [[nodiscard]] const Member* member(std::string_view property) const;
  /// The value of a property, or null.
  [[nodiscard]] const Node* find(std::string_view property) const;
  /// All properties: a map (empty where nothing is written), or the intrinsic function that stands for them.
  [[nodiscard]] const Node& node() const;
  /// The keys that lead to a property in the template: {"Globals", "Function", "CodeUri"} where it is inherited as it is,
  /// else {"Resources", "F", "Properties", "CodeUri"}.
  [[nodiscard]] std::vector<std::string> where(std::string_view property) const;
  /// The values of `Globals` that are part of node(), those of maps that both have one by one.
  [[nodiscard]] std::vector<const Node*> inherited() const;

 private:
  const Resource* resource_;
  const Node* own_;
  SharedKey key_;
  Inherited inherited_;
  mutable std::forward_list<Member> joined_;  // properties that both sides write, as far as they were asked for
  mutable std::optional<Node> merged_;
};

}  // namespace cxsam::tmpl
