// An OpenAPI (3.0) or Swagger (2.0) document while events add to it.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "transform/maker.h"

namespace cxsam::transform::openapi {

inline constexpr std::string_view kAnyMethod = "x-amazon-apigateway-any-method";
inline constexpr std::string_view kIntegration = "x-amazon-apigateway-integration";

/// "get" for "GET"; kAnyMethod for "any".
std::string normal_method(std::string_view method);

/// True for a key of a path that is neither `parameters` nor words about it.
bool is_operation(std::string_view key);
/// What may stand at a node: itself, or each branch of its Fn::If that is not AWS::NoValue.
std::vector<Node*> alternatives(Node& node);

class Definition {
 public:
  /// `body` may be anything that a user writes in DefinitionBody; what is no map is left alone.
  explicit Definition(Node body);

  /// The empty document of an API without DefinitionBody.
  /// `version` is that of OpenAPI 3, "" for Swagger 2.
  static Node empty(const Maker& make, std::string_view version);

  [[nodiscard]] Node& body() { return body_; }
  /// OpenAPI 3 and not Swagger 2 as well.
  [[nodiscard]] bool is_openapi3() const;
  [[nodiscard]] bool has_paths() const;
  /// `paths`, which must be there.
  [[nodiscard]] Node& paths_map() { return *paths(); }
  /// A document of which at least the paths stand in the template.
  [[nodiscard]] bool is_editable() const;

  /// The operation's map, or null.
  [[nodiscard]] Node* operation(std::string_view path, std::string_view method);
  /// The path's item, made when missing; null when `paths` is no map.
  Node* path_item(std::string_view path, const Maker& make);
  /// The maps of operations that may stand at a path: several under an Fn::If.
  [[nodiscard]] std::vector<Node*> path_items(std::string_view path);
  /// The nodes of a method of a path, one for each item that may stand there; the missing ones are made, as null.
  std::vector<Node*> method_nodes(std::string_view path, std::string_view method, const Maker& make);
  /// The paths in the order of the document.
  [[nodiscard]] std::vector<std::string> paths_written();
  /// Who made an operation ("event `A` of `F`"), "" when it was not set_operation().
  [[nodiscard]] std::string maker_of(std::string_view path, std::string_view method) const;
  void note_maker(std::string_view path, std::string_view method, std::string who);
  /// Adds or replaces an operation on behalf of `who`. Under a condition, `operation` stands in an Fn::If.
  void set_operation(std::string_view path, std::string_view method, Node operation, std::string_view condition,
                     std::string who, const Maker& make);

  /// Adds to `securityDefinitions`, unless the scheme is there.
  void declare_scheme(std::string_view name, Node scheme, const Maker& make);

  /// Calls `visit(path, method, operation)` for every operation that is a map; OPTIONS included, methods in lower case.
  void each_operation(const std::function<void(std::string_view, std::string_view, Node&)>& visit);

 private:
  [[nodiscard]] Node* paths();

  Node body_;
  std::unordered_map<std::string, std::size_t> positions_;  // of paths
  std::unordered_map<std::string, std::string> makers_;     // "get /x" -> who
};

}  // namespace cxsam::transform::openapi
