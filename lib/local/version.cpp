#include "local/version.h"

#include "build/sam_refusals.h"
#include "local/sam_application.h"
#include "local/sam_values.h"
#include "local/view/view.h"

namespace cxsam::local {
namespace {

namespace fs = std::filesystem;

constexpr int kReadings = 4;

/// Templates that SAM CLI does not begin with, since AWS refuses them.
std::optional<Error> refused_by_sam(const project::Loaded& loaded) {
  if (!loaded.readable) return std::nullopt;
  if (auto why = build::refusal_of_findings(loaded.findings)) return why;
  if (auto why = build::refusal_of_handlers(loaded.project)) return why;
  return build::refusal_of_template(loaded.project);
}

}  // namespace

Result<Origin> find_origin(const fs::path& folder, const std::optional<std::string>& given, tmpl::ParameterOverrides parameters,
                           tmpl::Environment environment) {
  auto plan = make_source_plan(folder, given);
  if (!plan) return fail(std::move(plan.error()));
  const fs::path near = plan->template_path.lexically_proximate(folder);  // as the user would name it
  project::Request request{.template_path = near.native().starts_with("..") ? plan->template_path : near,
                           .parameters = std::move(parameters),
                           .environment = std::move(environment),
                           .need = project::Need::Running};
  return Origin{std::move(*plan), std::move(request)};
}

std::shared_ptr<const Version> read_version(const Origin& origin) {
  std::error_code gone;
  const fs::path& path = origin.plan.template_path;
  auto version = std::make_shared<Version>();
  for (int reading = 0; reading < kReadings; ++reading) {
    version->template_time = fs::last_write_time(path, gone);
    version->loaded = project::load(origin.request);
    if (fs::last_write_time(path, gone) == version->template_time) break;
  }
  if (origin.as_sam) {
    if (auto why = refused_by_sam(version->loaded)) version->loaded.failure = std::move(why);
    name_unknown_values(version->loaded.project);
    serve_as_sam(version->loaded.project);
  }
  version->watched = watched_paths(origin.plan, version->loaded.project, origin.request.parameters);
  return version;
}

void show_findings(const Version& version, View& view) {
  const std::vector<Diagnostic>& findings = version.loaded.findings.items();
  if (!findings.empty()) view.tell(Findings{*version.loaded.project.sources, findings});
}

}  // namespace cxsam::local
