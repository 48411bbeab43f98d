#include "diagnostic/places.h"
#include "diagnostic/render.h"
#include "json/json.h"

namespace cxsam {
namespace {

Json position_json(Position position, std::uint32_t offset) {
  return {{"line", position.line}, {"column", position.column}, {"offset", offset}};
}

// Adds file, start and end; findings without a place have none of them.
void add_place(Json& object, const Sources& sources, Span span) {
  if (!has_place(sources, span)) return;
  object["file"] = sources.path(span.file);
  object["start"] = position_json(sources.begin_of(span), span.begin);
  object["end"] = position_json(sources.end_of(span), span.end);
}

Json finding_json(const Sources& sources, const Diagnostic& finding) {
  Json object = {{"id", finding.id}, {"severity", severity_name(finding.severity)}, {"message", finding.message}};
  add_place(object, sources, finding.where);
  object["notes"] = finding.notes;
  object["hints"] = finding.hints;
  Json& related = object["related"] = Json::array();
  for (const RelatedPlace& place : finding.related) {
    Json& entry = related.emplace_back(Json{{"message", place.message}});
    add_place(entry, sources, place.where);
  }
  Json& expansions = object["expansions"] = Json::array();
  for (const Expansion* expansion : expansion_chain(sources, finding.expansion)) {
    Json& entry = expansions.emplace_back(Json{{"why", expansion->why}});
    add_place(entry, sources, expansion->cause);
  }
  return object;
}

}  // namespace

std::string render_json(const Sources& sources, std::span<const Diagnostic> diagnostics) {
  Json findings = Json::array();
  for (const Diagnostic& finding : diagnostics) findings.push_back(finding_json(sources, finding));
  return dump_json(findings, 2) + '\n';
}

}  // namespace cxsam
