#include "facts/regions.h"
#include "lint/places/values.h"
#include "lint/rule.h"
#include "lint/settings/regions.h"

namespace cxsam::lint {
namespace {

// Source: AWS Lambda API reference, "AddLayerVersionPermission" (LayerName: at most 140 characters), and a version of 3 digits.
constexpr std::size_t kNameAndVersion = 144;

std::size_t most_characters(std::string_view region) {
  const std::string before =
      "arn:" + std::string(facts::partition_of(region).name) + ":lambda:" + std::string(region) + ":123456789012:layer:";
  return before.size() + kNameAndVersion;
}

void check(const CheckContext& context, Findings& findings) {
  for (const PlacedValue& layer : values_for_rule(context, "E3716")) {
    const std::string_view arn = layer.text();
    if (arn.find("{{resolve:") != std::string_view::npos) continue;
    for (const std::string_view region : regions_of(context))
      if (arn.size() > most_characters(region))
        findings.add(layer.place, "the ARN of a layer in `" + std::string(region) + "` has at most " +
                                      std::to_string(most_characters(region)) + " characters, and this one has " +
                                      std::to_string(arn.size()));
  }
}

}  // namespace

extern const Rule rule_E3716_layer_arn_length{
    .id = "E3716",
    .summary = "the ARN of a layer is no longer than one can be",
    .why = "Lambda refuses the function.",
    .check = check,
};

}  // namespace cxsam::lint
