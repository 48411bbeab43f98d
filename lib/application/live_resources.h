// The resources that are part of the application (their condition is not false), with their properties resolved once.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/node.h"
#include "template/resolver.h"

namespace cxsam::application {

struct LiveResource {
  std::string_view id;
  std::string_view type;
  Span where;
  std::string ref;                 // what `Ref` gives for it; other resources name it so
  std::string arn;                 // "" when it has none
  Node properties;                 // a map; what is unknown before deployment stays an intrinsic
  const Node* metadata = nullptr;  // as it is written, or null

  [[nodiscard]] const Node* property(std::string_view name) const { return properties.find(name); }
  /// The text of a scalar property, else "".
  [[nodiscard]] std::string text(std::string_view name) const;
};

/// In template order; only types that `application` reads.
class LiveResources {
 public:
  explicit LiveResources(const tmpl::Resolver& resolver);

  [[nodiscard]] const std::vector<LiveResource>& all() const { return resources_; }
  [[nodiscard]] std::vector<const LiveResource*> of_type(std::string_view type) const;
  [[nodiscard]] const LiveResource* find_by_ref(std::string_view type, std::string_view ref) const;

 private:
  std::vector<LiveResource> resources_;
};

/// The text of a scalar, else "" (also for a missing node and an intrinsic that stayed).
std::string text_of(const Node* node);
/// The texts of a list; a lone scalar counts as a list of one.
std::vector<std::string> texts_of(const Node* node);

}  // namespace cxsam::application
