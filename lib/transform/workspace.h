// The template while it is transformed: a working copy with an index, what is known of the parameters, and what the
// resources have made so far.
#pragma once

#include <any>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <typeindex>
#include <unordered_map>
#include <vector>

#include "transform/openapi/definition.h"
#include "transform/transform.h"

namespace cxsam::transform {

struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};
template <class Value>
using TextMap = std::unordered_map<std::string, Value, TextHash, std::equal_to<>>;

/// What features share: the template and its index. What a feature alone remembers is a struct of its own, see notes().
class Workspace {
 public:
  Workspace(const tmpl::Template& source, const TransformOptions& given, Sources& texts, Diagnostics& findings);

  const TransformOptions& options;
  Sources& sources;
  Diagnostics& diagnostics;

  Node root;  // the working copy of the whole template
  /// What each resource of the source becomes, by its position in Resources; implicit APIs
  /// come last.
  std::vector<Members> output;
  /// Logical ids that change ("Layer" -> "Layer0c7f96cce7"), for all references of the template.
  std::map<std::string, std::string, std::less<>> renamed;
  /// What `Ref F.Version` or `${F.Alias}` mean: "F.Version" -> the generated logical id.
  std::map<std::string, std::string, std::less<>> generated_properties;
  /// The OpenAPI documents that are put together from events, by the logical id of their API.
  std::map<std::string, openapi::Definition, std::less<>> definitions;

  /// Resources that have an error already: they are not transformed.
  std::set<std::string, std::less<>> given_up;

  /// What one feature remembers from resource to resource, made when it is first asked for. `Notes` belongs to the feature.
  template <class Notes>
  [[nodiscard]] Notes& notes() {
    std::any& place = notes_[typeid(Notes)];
    return place.has_value() ? *std::any_cast<Notes>(&place) : place.emplace<Notes>();
  }

  [[nodiscard]] Members& resources();
  /// The position of a resource of the working copy.
  [[nodiscard]] std::optional<std::size_t> position(std::string_view id) const;
  [[nodiscard]] Member* find_resource(std::string_view id);
  /// "" when there is no such resource.
  [[nodiscard]] std::string_view type_of(std::string_view id);
  Member& add_resource(std::string id, Span cause, Node body);
  /// The resource as CloudFormation has it: made so far, or the user's own that is no SAM resource. Null when there is none;
  /// valid until the next resource is made.
  [[nodiscard]] Node* made(std::string_view id);
  /// Takes an id for what the resource at `owner` makes. False when another resource has it already.
  bool claim(const std::string& id, std::size_t owner);
  [[nodiscard]] bool is_claimed(const std::string& id) const { return generated_.contains(id); }
  /// A generated resource, null when there is none of that id yet. Holds until the next one is generated.
  [[nodiscard]] Node* generated(std::string_view id);

  /// A copy in which references to parameters with a known value (`Ref P`, `${P}`) are that value.
  [[nodiscard]] Node resolved(const Node& node) const;
  /// The text of a string after resolved(), else nothing.
  [[nodiscard]] std::optional<std::string> text(const Node* node) const;
  /// The parameters that a function depends on and that have no value; none for what is no function.
  [[nodiscard]] std::vector<std::string> names_without_value(const Node& node) const;
  /// "aws", "aws-cn", ...: of the region that the template is transformed for.
  [[nodiscard]] const std::string& partition() const { return partition_; }

  std::uint32_t expand(Span cause, std::string why, std::uint32_t parent = 0) {
    return sources.add({cause, std::move(why), parent});
  }

 private:
  void resolve_in_place(Node& node) const;

  TextMap<std::size_t> positions_;
  TextMap<std::size_t> generated_;  // id -> position of the owner in `output`
  std::map<std::string, Node, std::less<>> values_;
  std::string partition_;
  const tmpl::Template& source_;
  std::unordered_map<std::type_index, std::any> notes_;
};

/// The `Type` of a resource, "" when it has none.
[[nodiscard]] std::string_view type_of(const Member& resource);

/// The properties of a resource body, made when they are missing.
Node& properties_of(Node& body);

}  // namespace cxsam::transform
