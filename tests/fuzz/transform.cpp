// Templates through the language extensions and the transform.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "document/reader.h"
#include "template/language_extensions.h"
#include "transform/source_map.h"
#include "transform/transform.h"

using namespace cxsam;

namespace {

constexpr ReadLimits kLimits{.depth = 60, .nodes = 60'000};

std::optional<Node> read(Sources& sources, std::string text) {
  Diagnostics diagnostics;
  return read_document(sources, sources.add("template.yaml", std::move(text)), diagnostics, kLimits);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Sources sources;
  auto document = read(sources, std::string(reinterpret_cast<const char*>(data), size));
  if (!document) return 0;
  Diagnostics diagnostics;
  if (tmpl::names_language_extensions(*document)) {
    const auto style = size % 2 == 0 ? tmpl::ExtensionStyle::SamCli : tmpl::ExtensionStyle::CloudFormation;
    document =
        tmpl::expand_language_extensions(std::move(*document), {}, {}, style, tmpl::Undecided::Refuse, sources, diagnostics);
    if (!document) return 0;
  }
  const tmpl::Template source = tmpl::Template::from(std::move(*document), diagnostics);
  transform::TransformOptions options{.environment = {}, .parameters = {}};
  options.artifacts = size % 3 == 0 ? transform::ArtifactPaths::StandIn : transform::ArtifactPaths::Required;
  options.passthrough_metadata = size % 5 == 0;
  Diagnostics findings;
  const auto made = transform::transform(source, options, sources, findings);
  // Either a template or the reason why there is none; and what is made can be written and has its places.
  if (!made && !findings.has_errors()) std::abort();
  if (made && transform::source_map(*made, sources).empty()) std::abort();
  return 0;
}
