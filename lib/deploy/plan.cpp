#include "deploy/plan.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "aws/services/s3.h"
#include "base/text.h"
#include "package/package.h"

namespace cxsam::deploy {
namespace {

// Source: AWS CloudFormation user guide, "Understand CloudFormation quotas", template body size in a request.
constexpr std::size_t kMostBytesInRequest = 51'200;

std::vector<Parameter> read_parameters(const tmpl::Template& source, const tmpl::ParameterOverrides& given) {
  std::vector<Parameter> parameters;
  const Node* declared = source.section("Parameters");
  if (declared == nullptr) return parameters;
  for (const Member& member : declared->members) {
    Parameter parameter{.name = member.key, .value = std::nullopt};
    if (const auto found = given.find(member.key); found != given.end()) parameter.value = found->second;
    const Node* no_echo = member.value.find("NoEcho");
    parameter.is_secret = no_echo != nullptr && no_echo->as_bool().value_or(false);
    parameters.push_back(std::move(parameter));
  }
  return parameters;
}

std::vector<std::string> undeclared(const std::vector<Parameter>& parameters, const tmpl::ParameterOverrides& given) {
  std::vector<std::string> names;
  for (const auto& [name, value] : given)
    if (std::ranges::find(parameters, name, &Parameter::name) == parameters.end()) names.push_back(name);
  return names;
}

Error no_bucket_for(const package::Use& use, std::string_view program) {
  return Error{
      fmt::format("Unable to upload artifact {} referenced by {} parameter of {} resource.\n\nS3 Bucket not specified, "
                  "use --s3-bucket to specify a bucket name, or use --resolve-s3 to create a managed default bucket, "
                  "or run {} deploy --guided",
                  use.path, use.property, use.id, program)};
}

/// But for what is there already, signed.
std::vector<package::Upload> without(std::vector<package::Upload> uploads,
                                     const std::map<std::string, std::string>& signed_keys) {
  std::erase_if(uploads, [&](const package::Upload& each) { return signed_keys.contains(each.key); });
  return uploads;
}

}  // namespace

Result<Plan> plan(const project::Project& project, Settings settings, const aws::Settings& aws, Diagnostics& diagnostics) {
  const std::string& name = settings.storage.upload.bucket;
  package::Bucket bucket{.name = name, .prefix = settings.storage.prefix, .url = {}};
  bucket.signing = settings.storage.signing;
  bucket.signed_keys = settings.storage.signed_keys;
  bucket.url = [&](const std::string& key) { return aws::object_url(aws, name, key); };
  package::S3Store store(bucket);
  package::Options options{.output_folder = {}, .template_folder = {}};
  options.json = settings.json;
  options.as_sam = true;
  options.limits = *facts::find_limits("current");
  Result<package::Package> made = package::package(project, options, store, diagnostics);
  if (!made) return fail(std::move(made).error());
  if (diagnostics.has_errors()) return fail("nothing was deployed: " + plural(diagnostics.count(Severity::Error), "problem"));

  Plan plan{.settings = {},
            .artifacts = without(store.uploads(), bucket.signed_keys),
            .template_upload = {},
            .template_text = std::move(made->text)};
  if (name.empty() && !plan.artifacts.empty()) return fail(no_bucket_for(plan.artifacts.front().use, settings.program));
  if (name.empty() && plan.template_text.size() > kMostBytesInRequest)
    return fail(
        "Templates with a size greater than 51,200 bytes must be deployed via an S3 Bucket. Please add the --s3-bucket "
        "parameter to your command. The local template will be copied to that S3 bucket and then deployed.");
  if (!name.empty()) {
    const Result<package::Stored> stored = store.add_text(plan.template_text, ".template", {"", "Template", "template"});
    if (!stored) return fail(stored.error());
    plan.template_url = bucket.url(stored->place);
    plan.template_upload = *std::ranges::find(store.uploads(), stored->place, &package::Upload::key);
  }
  plan.parameters = read_parameters(project.root.source, settings.parameters);
  plan.unknown_parameters = undeclared(plan.parameters, settings.parameters);
  plan.settings = std::move(settings);
  return plan;
}

}  // namespace cxsam::deploy
