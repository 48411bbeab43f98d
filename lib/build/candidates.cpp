#include "build/candidates.h"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "artifacts/cdk_assets.h"
#include "artifacts/paths.h"
#include "base/did_you_mean.h"
#include "base/text.h"
#include "project/names.h"
#include "project/nested.h"
#include "template/effective.h"
#include "template/resolver.h"

namespace cxsam::build {
namespace {

using artifacts::Artifact;

std::vector<Candidate> candidates_of(const project::Project& project) {
  std::vector<Candidate> candidates;
  for (const project::Stack* stack : project::all_stacks(project))
    for (const Artifact& artifact : stack->paths.known)
      if (artifact.is_code()) candidates.push_back({stack, artifact});
  for (const project::Stack* stack : project::all_stacks(project))
    for (const artifacts::UnknownPath& path : stack->paths.unknown)
      if (path.artifact.is_code()) candidates.push_back({stack, path.artifact, artifacts::why_unknown(path)});
  return candidates;
}

Error nothing_but_images(const std::vector<std::string>& images) {
  const bool one = images.size() == 1;
  return Error{fmt::format("nothing was built: `{}` {}, which cxsam does not make", join(images, "`, `"),
                           one ? "is a container image" : "are container images")}
      .hint("`docker build` makes images from their Dockerfiles; functions as zip archives are built here");
}

Error unknown_resource(const std::string& wanted, const std::vector<Candidate>& candidates) {
  std::vector<std::string> known;
  for (const Candidate& candidate : candidates) known.push_back(candidate.full_path());
  Error error{fmt::format("Unable to find a function or layer with name '{}'. Possible options in your template: [{}]", wanted,
                          join(known, ", "))};
  error.hints = did_you_mean(wanted, known);
  return error;
}

/// SAM CLI says one part of it before it fails.
void refuse_unknown(const std::string& wanted, const std::vector<Candidate>& candidates, Plan& plan) {
  std::vector<std::string> known;
  for (const Candidate& candidate : candidates) known.push_back("'" + candidate.full_path() + "'");
  plan.remarks.push_back({"", fmt::format("{} not found. Possible options in your template: [{}]", wanted, join(known, ", "))});
  plan.refusal = {Error{fmt::format("Unable to find a function or layer with name '{}'", wanted)}};
}

/// The one that is asked for: a full path, a logical id or another name, of which the first counts.
Result<Candidate> find_one(const project::Project& project, const PlanOptions& options,
                           const std::vector<Candidate>& candidates, Plan& plan) {
  const std::string& wanted = options.resource;
  const auto found = std::ranges::find(candidates, wanted, &Candidate::full_path);
  if (found != candidates.end()) return *found;
  const std::vector<std::string> called = project::called(project, wanted);
  const auto is_called = [&](const Candidate& each) { return std::ranges::find(called, each.full_path()) != called.end(); };
  std::vector<Candidate> same;
  std::ranges::copy_if(candidates, std::back_inserter(same),
                       [&](const Candidate& each) { return each.artifact.logical_id == wanted; });
  if (same.empty()) std::ranges::copy_if(candidates, std::back_inserter(same), is_called);
  if (same.empty() && std::ranges::find(plan.images, wanted) != plan.images.end()) return fail(nothing_but_images({wanted}));
  if (same.empty()) {
    if (options.as_sam) refuse_unknown(wanted, candidates, plan);
    return fail(unknown_resource(wanted, candidates));
  }
  if (same.size() > 1) {
    std::vector<std::string> others;
    for (const Candidate& each : same) others.push_back(each.full_path());
    plan.remarks.push_back({fmt::format("Several nested stacks have a `{}`: `{}` is built; name one of {} to choose another",
                                        wanted, same.front().full_path(), join(others, ", "))});
  }
  return same.front();
}

bool has_code_here(const project::Stack& stack, std::string_view id) {
  const auto is_it = [&](const Artifact& artifact) { return artifact.is_code() && artifact.logical_id == id; };
  return std::ranges::any_of(stack.paths.known, is_it) ||
         std::ranges::any_of(stack.paths.unknown, is_it, &artifacts::UnknownPath::artifact);
}

/// The property that names a resource's code; "" for other types.
std::string_view code_property(std::string_view type) {
  if (type == "AWS::Serverless::Function") return "CodeUri";
  if (type == "AWS::Lambda::Function") return "Code";
  if (type == "AWS::Serverless::LayerVersion") return "ContentUri";
  return type == "AWS::Lambda::LayerVersion" ? "Content" : "";
}

bool is_image(const tmpl::Resolver& resolver, const tmpl::Effective& properties) {
  const Node* package_type = properties.find("PackageType");
  return package_type != nullptr && resolver.text(*package_type) == "Image";
}

void remark_image(const tmpl::Resource& resource, const tmpl::Effective& properties, const std::string& id, Plan& plan) {
  Remark remark{fmt::format("Skip building function `{}`: it is a container image", id)};
  const Node* code = properties.find("Code");
  const Node* uri = properties.find("ImageUri");
  if (uri == nullptr && code != nullptr) uri = code->find("ImageUri");
  if (uri != nullptr && uri->is_string() && uri->text.find(".dkr.ecr.") != std::string::npos)
    remark.as_sam = fmt::format(
        "The resource {} '{}' has specified ECR registry image for {}. It will not be built and SAM CLI does not support "
        "invoking it locally.",
        resource.type, id, code == nullptr ? "ImageUri" : "Code");
  plan.remarks.push_back(std::move(remark));
  if (resource.node->at_path({"Metadata", "Dockerfile"}) != nullptr) plan.images.push_back(id);
}

/// SAM CLI takes an empty list or map for no value, and so for the template's folder; it may not have been meant.
void warn_of_empty_code(const Node* code, std::string_view property, const std::string& id, Diagnostics& diagnostics) {
  if (code == nullptr || !(code->is_list() || code->is_map()) || !code->items.empty() || !code->members.empty()) return;
  diagnostics.warning("", code->span, fmt::format("`{}` of `{}` is empty: the template's folder is built", property, id))
      .hints.push_back("write `.` where that is meant; AWS refuses an empty list or map");
}

/// Functions and layers without a folder of code are no artifacts; that they are left out is said all the same, and what can be
/// no place at all is an error. Functions whose image is to be made of a Dockerfile are counted.
void remark_code_elsewhere(const project::Stack& stack, Plan& plan, Diagnostics& diagnostics) {
  const tmpl::Resolver resolver(stack.source, stack.parameters);
  for (const tmpl::Resource& resource : stack.source.resources()) {
    const std::string_view property = code_property(resource.type);
    if (property.empty()) continue;
    const tmpl::Effective properties(stack.source, resource);
    const Node* code = properties.find(property);
    const std::string id = stack.full_path(resource.logical_id);
    if (has_code_here(stack, resource.logical_id)) {
      warn_of_empty_code(code, property, id, diagnostics);
      continue;
    }
    if (is_image(resolver, properties)) {
      remark_image(resource, properties, id, plan);
      continue;
    }
    if (properties.find("InlineCode") != nullptr || (code != nullptr && code->find("ZipFile") != nullptr)) continue;
    if (code != nullptr && !code->is_map() && !code->is_string() && !code->is_null()) {
      diagnostics.error("", code->span, fmt::format("`{}` of `{}` is no path: it is neither a text nor a map", property, id));
      continue;
    }
    const bool of_cdk = code != nullptr && artifacts::is_asset_of_cdk(*code);
    Remark remark{fmt::format("Skip building {} `{}`: {}", property.starts_with("Code") ? "function" : "layer", id,
                              of_cdk ? fmt::format("the template does not say where its code lies; {}", artifacts::kSynthesize)
                                     : "its code is not on this machine")};
    if (code != nullptr && (code->is_map() || code->text.starts_with("s3://")))
      remark.as_sam = fmt::format(
          "The resource {} '{}' has specified S3 location for {}. It will not be built and SAM CLI does not support invoking "
          "it locally.",
          resource.type, id, property);
    plan.remarks.push_back(std::move(remark));
  }
}

/// Documents and nested templates that only the deployment decides on.
void remark_unknown_paths(const project::Stack& stack, Plan& plan) {
  for (const artifacts::UnknownPath& path : stack.paths.unknown) {
    if (path.artifact.is_code()) continue;
    const std::string text = "Warning: " + artifacts::why_unknown(path).message + "; it stays as it is written";
    plan.remarks.push_back({text, text});
  }
}

/// Nested stacks whose templates are elsewhere, in SAM CLI's words.
void remark_remote_stacks(const project::Project& project, Plan& plan) {
  std::string list;
  for (const project::Stack* stack : project::all_stacks(project))
    for (const tmpl::Resource* remote : project::remote_stacks(*stack))
      list += "- " + stack->full_path(remote->logical_id) + "\n";
  if (list.empty()) return;
  const std::string text = "Below nested stacks(s) specify non-local URL(s), which are unsupported:\n" + list +
                           "Skipping building resources inside these nested stacks.";
  plan.remarks.push_back({text, text});
}

}  // namespace

void remark_what_is_elsewhere(const project::Project& project, Plan& plan, Diagnostics& diagnostics) {
  remark_remote_stacks(project, plan);
  for (const project::Stack* stack : project::all_stacks(project)) {
    remark_code_elsewhere(*stack, plan, diagnostics);
    remark_unknown_paths(*stack, plan);
  }
}

Result<std::vector<Candidate>> choose(const project::Project& project, const PlanOptions& options, Plan& plan) {
  std::vector<Candidate> candidates = candidates_of(project);
  const auto is_excluded = [&](const Candidate& each) {
    const auto is_named = [&](const std::string& name) {
      return std::ranges::find(options.excluded, name) != options.excluded.end();
    };
    return is_named(each.full_path()) || is_named(each.artifact.logical_id);
  };
  if (options.resource.empty()) {
    std::erase_if(candidates, is_excluded);
    if (candidates.empty() && options.excluded.empty() && !plan.images.empty()) return fail(nothing_but_images(plan.images));
    return candidates;
  }
  const Result<Candidate> one = find_one(project, options, candidates, plan);
  if (!one) return fail(one.error());
  if (is_excluded(*one)) {
    const std::string text = "Resource expected to be built, but marked as excluded.\nBuilding anyways...";
    plan.remarks.push_back({text, text});
  }
  return std::vector{*one};
}

}  // namespace cxsam::build
