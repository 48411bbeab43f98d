#include "cli/lint_settings.h"

namespace cxsam::cli {

lint::Settings read_shared_settings(const config::Values& options) {
  lint::Settings settings;
  settings.ignore_checks = options.list("ignore-checks");
  settings.include_checks = options.list("include-checks");
  settings.mandatory_checks = options.list("mandatory-checks");
  settings.configure_rules = options.list("configure-rule");
  settings.regions = options.list("regions");
  settings.ignore_templates = options.list("ignore-templates");
  if (const auto rules = options.text("custom-rules")) settings.custom_rules = {*rules};
  return settings;
}

}  // namespace cxsam::cli
