// What a REST API's integration makes of requests and answers where it is no proxy. Everything in it is read once: templates
// are programs, patterns are compiled.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "application/integration.h"
#include "diagnostic/diagnostic.h"
#include "template/pattern.h"
#include "vtl/program.h"

namespace cxsam::application {

struct MappingTemplate {
  std::string content_type;                     // as it is written; "$default" in requests
  std::shared_ptr<const vtl::Program> program;  // null: it cannot be read, which was said when the template was loaded
};

/// "integration.request.header.X" of "method.request.querystring.x".
struct ParameterMapping {
  std::string target;
  std::string source;
};

enum class ContentHandling : std::uint8_t { None, ToText, ToBinary };

/// When a body goes on as it is although no template is for its content type.
enum class Passthrough : std::uint8_t { WhenNoMatch, WhenNoTemplates, Never };

/// Statuses that an answer can have: an interim one (1xx) would leave the client waiting.
constexpr bool is_status_of_answer(std::int64_t status) { return status >= 200 && status <= 599; }

struct ResponseMapping {
  std::optional<tmpl::Pattern> pattern;  // of the status or the error message; none: for what no other is for
  bool never = false;                    // its pattern or its status cannot be read
  int status = 200;
  std::vector<ParameterMapping> parameters;
  std::vector<MappingTemplate> templates;
  ContentHandling content_handling = ContentHandling::None;
};

struct Mapping {
  Passthrough passthrough = Passthrough::WhenNoMatch;
  std::vector<ParameterMapping> parameters;
  std::vector<MappingTemplate> templates;
  ContentHandling content_handling = ContentHandling::None;
  std::vector<ResponseMapping> responses;  // by status
};

/// Findings: templates and patterns that cannot be read. AWS takes them, and their routes answer 500.
std::shared_ptr<const Mapping> read_mapping(const IntegrationSource& source, Diagnostics& diagnostics);

}  // namespace cxsam::application
