#include "vtl/program.h"

#include "vtl/parser.h"
#include "vtl/renderer.h"

namespace cxsam::vtl {

tl::expected<Program, Fault> Program::parse(std::string_view source) {
  constexpr std::size_t kLargest = std::size_t{300} << 10U;  // API Gateway quotas, "Mapping template size"
  if (source.size() > kLargest) return tl::unexpected(Fault{.message = "the template is larger than 300 KB"});
  Program program;
  Parser parser(source, program.macros_);
  program.block_ = parser.parse_all();
  if (!program.block_) return tl::unexpected(parser.fault());
  program.source_ = std::make_shared<const std::string>(source);
  return program;
}

Result<std::string> Program::render(Run& run, Variables& variables, Undefined undefined) const {
  Renderer renderer(run, variables, macros_, undefined);
  std::string out;
  renderer.render(*block_, out);
  if (run.failed()) return fail(run.failure() + " (line " + std::to_string(renderer.line()) + " of the template)");
  return out;
}

/// Texts that a template evaluates may come from elsewhere.
bool Program::may_ask_for(std::string_view name) const {
  return source_->find(name) != std::string::npos || source_->find("evaluate") != std::string::npos;
}

}  // namespace cxsam::vtl
