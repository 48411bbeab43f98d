// What templates and parameter mappings can ask about, on the way to an integration and back.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "application/mapping.h"
#include "gateway/event.h"
#include "gateway/headers.h"
#include "vtl/input.h"
#include "vtl/run.h"

namespace cxsam::gateway {

/// A request's names with all their values, in order.
using Group = std::vector<std::pair<std::string, std::vector<std::string>>>;

class MappingScope {
 public:
  /// What `source` refers to must outlive the scope. `canary` only where the stage has one.
  explicit MappingScope(const EventSource& source, std::optional<bool> canary = {});

  /// The template's text for a body; what it puts into `$context` stays for the next one.
  Result<std::string> render(const vtl::Program& program, vtl::Payload& body);

  /// What a source of a parameter mapping means: `'literal'`, `context.x`, `stageVariables.x`, `method.request.querystring.x`,
  /// `integration.response.header.x`, `...body.json.path`. `body` and `headers` are of the message that SIDE names
  /// ("method.request", "integration.response"). Nothing where it is not there. Error: the body is no JSON.
  Result<std::optional<std::string>> find(std::string_view source, std::string_view side, vtl::Payload& body,
                                          const Group& headers);

  /// Of the request, grouped when something first asks for them.
  [[nodiscard]] const Group& headers();
  /// A member of `$context.requestOverride` or `responseOverride`, "" where nothing was set.
  [[nodiscard]] std::optional<std::int64_t> overridden_status();
  [[nodiscard]] std::vector<std::pair<std::string, std::string>> overridden(std::string_view side, std::string_view group);

 private:
  vtl::Map* context();
  [[nodiscard]] vtl::Map* map_at(std::string_view name);
  [[nodiscard]] vtl::Map* parameters();
  [[nodiscard]] vtl::Map* make_map(const Group& group);

  EventSource source_;
  std::optional<bool> canary_;
  Group path_, query_;
  std::optional<Group> headers_;
  vtl::Run run_;
  vtl::Variables variables_;
  vtl::Map* context_ = nullptr;  // null until something asks for it
  vtl::Map* parameters_ = nullptr;
};

}  // namespace cxsam::gateway
