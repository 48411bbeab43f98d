// W4012: what a template says of itself, against AWS's schemas for that. It is data for programs, so functions are none here.
#include "lint/schema/passes.h"
#include "lint/subjects/metadata_context.h"

namespace cxsam::lint::schema {

void check_metadata_contexts(const Evaluator& evaluator, Diagnostics& diagnostics) {
  for (const MetadataContext& each : metadata_contexts(evaluator.context())) {
    const facts::Value schema =
        facts::table().find("other").find(each.resource ? "metadata/resource_context" : "metadata/template_context");
    const Frame frame{.document = schema,
                      .scenario = {},
                      .place = place_at(each.member->key_span, each.member->value.expansion),
                      .functions = {},
                      .rule = "W4012",
                      .section = {},
                      .as_written = true,
                      .nulls_count = true};
    Outcome outcome;
    evaluator.check(schema, each.member->value, frame, outcome);
    report(std::move(outcome.faults), diagnostics);
  }
}

}  // namespace cxsam::lint::schema
