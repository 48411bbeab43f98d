#include "build/plan.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <optional>

#include <fmt/format.h>

#include "artifacts/paths.h"
#include "base/did_you_mean.h"
#include "base/file.h"
#include "base/text.h"
#include "build/source_maps.h"
#include "json/json.h"
#include "project/names.h"
#include "project/nested.h"
#include "template/effective.h"
#include "template/resolver.h"

namespace cxsam::build {
namespace {

namespace fs = std::filesystem;
using artifacts::Artifact;

constexpr std::array<std::string_view, 2> kArchitectures{"x86_64", "arm64"};
/// Values of Metadata.BuildMethod besides runtimes.
const std::vector<std::string> kMethods{"esbuild", "go1.x", "makefile", "python-uv", "rust-cargolambda"};

/// One function or layer as the source template describes it, Globals merged.
class Described {
 public:
  Described(const project::Stack& stack, const tmpl::Resolver& resolver, const Artifact& artifact)
      : resolver_(resolver),
        artifact_(artifact),
        resource_(*stack.source.find_resource(artifact.logical_id)),
        properties_(stack.source, resource_),
        full_path_(stack.full_path(artifact.logical_id)) {}

  [[nodiscard]] const Artifact& artifact() const { return artifact_; }
  [[nodiscard]] const std::string& full_path() const { return full_path_; }
  [[nodiscard]] bool is_layer() const { return artifact_.kind == artifacts::Kind::LayerContent; }

  [[nodiscard]] std::string text(std::string_view property) const {
    const Node* node = properties_.find(property);
    return node == nullptr ? "" : resolver_.text(*node).value_or("");
  }
  /// The texts of a list property.
  [[nodiscard]] std::vector<std::string> texts(std::string_view property) const {
    std::vector<std::string> list;
    const Node* node = properties_.find(property);
    if (node == nullptr) return list;
    const tmpl::Resolved resolved = resolver_.resolve(*node);
    for (const Node& item : resolved.value.items)
      if (const auto value = item.as_text()) list.emplace_back(*value);
    return list;
  }
  [[nodiscard]] std::string metadata_text(std::string_view key) const {
    const Node* node = metadata(key);
    return node == nullptr ? "" : resolver_.text(*node).value_or("");
  }
  [[nodiscard]] bool asks_for_source_maps() const { return build::asks_for_source_maps(properties_); }
  [[nodiscard]] const Node* metadata(std::string_view key) const { return resource_.node->at_path({"Metadata", key}); }

 private:
  const tmpl::Resolver& resolver_;
  const Artifact& artifact_;
  const tmpl::Resource& resource_;
  tmpl::Effective properties_;
  std::string full_path_;
};

/// "src/" and "src" are the same code.
fs::path without_slash(const fs::path& path) { return path.filename().empty() ? path.parent_path() : path; }

std::string what_is(const Described& described) {
  return fmt::format("{} `{}`", described.is_layer() ? "layer" : "function", described.full_path());
}

/// Why a resource keeps the code that it has, or "" when it is to be built.
std::string reason_to_skip(const Described& described, const fs::path& code) {
  std::error_code ignored;
  const std::string& id = described.full_path();
  const std::string skip = described.metadata_text("SkipBuild");
  if (equals_ignoring_case(skip, "true"))
    return fmt::format("Skip building {} `{}`: its Metadata says SkipBuild", described.is_layer() ? "layer" : "function", id);
  if (equals_ignoring_case(described.metadata_text("aws:asset:is-bundled"), "true"))
    return fmt::format("Skip building {}: the AWS CDK has bundled its code", what_is(described));
  if (described.is_layer() && described.metadata("BuildMethod") == nullptr)
    return fmt::format("Skip building layer `{}`: it has no Metadata.BuildMethod", id);
  if (fs::is_regular_file(code, ignored))
    return fmt::format("Skip building {}: its code is a file already", what_is(described));
  return "";
}

/// A folder that a script of the package beside it makes.
std::vector<std::string> how_to_make(const fs::path& code) {
  const fs::path manifest = code.parent_path() / "package.json";
  const Result<std::string> text = read_file(manifest);
  const Result<Json> package = text ? parse_json(*text) : fail(text.error());
  if (!package || !package->is_object()) return {};
  const auto scripts = package->find("scripts");
  if (scripts == package->end() || !scripts->is_object() || !scripts->contains("build")) return {};
  return {"`npm run build` first, a script of `" + manifest.string() + "`, if that makes it"};
}

void report_unknown_method(const Described& described, const std::string& method, Diagnostics& diagnostics) {
  const Artifact& artifact = described.artifact();
  if (method.empty()) {
    diagnostics
        .error("", artifact.where, fmt::format("{} has no `Runtime` that is known before deployment", what_is(described)))
        .hints.push_back("give `Runtime`, or a default for the parameter that it refers to");
    return;
  }
  Diagnostic& finding = diagnostics.error(
      "", artifact.where, fmt::format("{} cannot be built: there is no build for `{}`", what_is(described), method));
  finding.notes.emplace_back("There are builds for Lambda's runtimes, and the methods " + join(kMethods, ", ") + ".");
  finding.hints = did_you_mean(method, kMethods);
  finding.hints.push_back(
      fmt::format("build it with its own tool and name the resulting folder or archive as `{}`", artifact.property));
  finding.hints.push_back(
      fmt::format("or set `Metadata: BuildMethod: makefile` and write the target `build-{}`", artifact.logical_id));
}

/// "x86_64" unless the template says otherwise. Messages as SAM CLI words them: scripts look for these.
std::string architecture_of(const Described& described, const Workflow& workflow, Diagnostics& diagnostics) {
  const Artifact& artifact = described.artifact();
  const auto known = [](const std::string& name) { return std::ranges::find(kArchitectures, name) != kArchitectures.end(); };
  if (!described.is_layer()) {
    const std::vector<std::string> list = described.texts("Architectures");
    const std::string name = list.empty() ? "x86_64" : list.front();
    if (!known(name))
      diagnostics.error("", artifact.where,
                        fmt::format("{}:Validation - Architecture {} is not supported", workflow.builder, name));
    return name;
  }
  const std::string build = described.metadata_text("BuildArchitecture");
  const std::string name = build.empty() ? "x86_64" : build;
  const std::vector<std::string> compatible = described.texts("CompatibleArchitectures");
  if (!known(name)) {
    diagnostics.error("", artifact.where,
                      fmt::format("`{}` in Layer `{}` is not a valid architecture", name, artifact.logical_id));
  } else if (!compatible.empty() && std::ranges::find(compatible, name) == compatible.end()) {
    diagnostics.error("", artifact.where,
                      fmt::format("Layer '{}' has BuildArchitecture {}, which is not listed in CompatibleArchitectures",
                                  artifact.logical_id, name));
  }
  return name;
}

std::optional<Definition> define(const Described& described, const fs::path& code, const PlanOptions& options,
                                 Diagnostics& diagnostics) {
  const Artifact& artifact = described.artifact();
  Definition made;
  made.layer = described.is_layer();
  made.ids = {described.full_path()};
  made.logical_id = artifact.logical_id;
  made.code = code;
  made.runtime = made.layer ? "" : described.text("Runtime");
  made.method = described.metadata_text("BuildMethod");
  if (made.method.empty()) made.method = made.runtime;
  std::error_code ignored;
  if (!fs::is_directory(code, ignored)) {
    diagnostics
        .error("", artifact.where,
               fmt::format("the code of {} is missing: there is no folder `{}`", what_is(described), code.string()))
        .hints = how_to_make(code);
    return std::nullopt;
  }
  made.workflow = find_workflow(made.method, code);
  if (made.workflow == nullptr) {
    report_unknown_method(described, made.method, diagnostics);
    return std::nullopt;
  }
  made.architecture = architecture_of(described, *made.workflow, diagnostics);
  made.handler = described.text("Handler");
  made.compatible_runtimes = described.texts("CompatibleRuntimes");
  if (const Node* properties = described.metadata("BuildProperties")) made.properties = *properties;
  if (made.method == "esbuild" && described.asks_for_source_maps() && made.properties.find("Sourcemap") == nullptr)
    made.properties.set("Sourcemap", make_bool(true));
  const auto takes = made.workflow->takes_manifest;
  const bool given = takes != nullptr && !options.manifest.empty() && takes(options.manifest);
  made.manifest = given ? options.manifest : code / made.workflow->manifest;
  return made;
}

bool share(const Definition& a, const Definition& b) {
  return !a.layer && !b.layer && !a.workflow->one_for_each && a.settings() == b.settings();
}

/// A function or layer with code in one of the stacks.
struct Candidate {
  const project::Stack* stack;
  Artifact artifact;
  std::optional<Error> unknown = std::nullopt;  // why nobody knows where its code lies before deployment
  [[nodiscard]] std::string full_path() const { return stack->full_path(artifact.logical_id); }
};

std::vector<Candidate> candidates_of(const project::Project& project) {
  std::vector<Candidate> candidates;
  for (const project::Stack* stack : project::all_stacks(project))
    for (const Artifact& artifact : stack->artifacts)
      if (artifact.is_code()) candidates.push_back({stack, artifact});
  for (const project::Stack* stack : project::all_stacks(project))
    for (const artifacts::UnknownPath& path : project::unknown_paths(*stack))
      if (path.artifact.is_code()) candidates.push_back({stack, path.artifact, artifacts::why_unknown(path)});
  return candidates;
}

/// Documents and nested templates that only the deployment decides on.
void note_unknown_paths(const project::Stack& stack, Plan& plan) {
  for (const artifacts::UnknownPath& path : project::unknown_paths(stack))
    if (!path.artifact.is_code())
      plan.notes.push_back("Warning: " + artifacts::why_unknown(path).message + "; it stays as it is written");
}

bool has_code_here(const project::Stack& stack, const std::vector<artifacts::UnknownPath>& unknown, std::string_view id) {
  const auto is_it = [&](const Artifact& artifact) { return artifact.is_code() && artifact.logical_id == id; };
  return std::ranges::any_of(stack.artifacts, is_it) || std::ranges::any_of(unknown, is_it, &artifacts::UnknownPath::artifact);
}

/// Functions without a folder of code are no artifacts; that they are left out is said all the same. Those whose image is to be
/// made of a Dockerfile are counted.
void note_functions_without_folder(const project::Stack& stack, Plan& plan) {
  const tmpl::Resolver resolver(stack.source, stack.parameters);
  const std::vector<artifacts::UnknownPath> unknown = project::unknown_paths(stack);
  for (const tmpl::Resource& resource : stack.source.resources()) {
    if (resource.type != "AWS::Serverless::Function" && resource.type != "AWS::Lambda::Function") continue;
    if (has_code_here(stack, unknown, resource.logical_id)) continue;
    const tmpl::Effective properties(stack.source, resource);
    const std::string id = stack.full_path(resource.logical_id);
    const Node* package_type = properties.find("PackageType");
    const Node* code = properties.find("Code");
    if (package_type != nullptr && resolver.text(*package_type) == "Image") {
      plan.notes.push_back(fmt::format("Skip building function `{}`: it is a container image", id));
      if (resource.node->at_path({"Metadata", "Dockerfile"}) != nullptr) plan.images.push_back(id);
    } else if (properties.find("InlineCode") == nullptr && (code == nullptr || code->find("ZipFile") == nullptr)) {
      plan.notes.push_back(fmt::format("Skip building function `{}`: its code is not on this machine", id));
    }
  }
}

/// Nested stacks whose templates are elsewhere, in SAM CLI's words.
void note_remote_stacks(const project::Project& project, Plan& plan) {
  std::string list;
  for (const project::Stack* stack : project::all_stacks(project))
    for (const tmpl::Resource* remote : project::remote_stacks(*stack))
      list += "- " + stack->full_path(remote->logical_id) + "\n";
  if (list.empty()) return;
  plan.notes.push_back("Below nested stacks(s) specify non-local URL(s), which are unsupported:\n" + list +
                       "Skipping building resources inside these nested stacks.");
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

/// The one that is asked for: a full path, a logical id or another name, of which the first counts.
Result<Candidate> find_one(const project::Project& project, const std::string& wanted, const std::vector<Candidate>& candidates,
                           Plan& plan) {
  const auto found = std::ranges::find(candidates, wanted, &Candidate::full_path);
  if (found != candidates.end()) return *found;
  const std::vector<std::string> called = project::called(project, wanted);
  const auto is_called = [&](const Candidate& each) { return std::ranges::find(called, each.full_path()) != called.end(); };
  std::vector<Candidate> same;
  std::ranges::copy_if(candidates, std::back_inserter(same),
                       [&](const Candidate& each) { return each.artifact.logical_id == wanted; });
  if (same.empty()) std::ranges::copy_if(candidates, std::back_inserter(same), is_called);
  if (same.empty() && std::ranges::find(plan.images, wanted) != plan.images.end()) return fail(nothing_but_images({wanted}));
  if (same.empty()) return fail(unknown_resource(wanted, candidates));
  if (same.size() > 1) {
    std::vector<std::string> others;
    for (const Candidate& each : same) others.push_back(each.full_path());
    plan.notes.push_back(fmt::format("Several nested stacks have a `{}`: `{}` is built; name one of {} to choose another",
                                     wanted, same.front().full_path(), join(others, ", ")));
  }
  return same.front();
}

/// What is to be built, in template order.
Result<std::vector<Candidate>> choose(const project::Project& project, const PlanOptions& options, Plan& plan) {
  std::vector<Candidate> candidates = candidates_of(project);
  if (!options.resource.empty()) {
    const Result<Candidate> one = find_one(project, options.resource, candidates, plan);
    if (!one) return fail(one.error());
    return std::vector{*one};
  }
  const auto is_named = [&](const std::string& name) {
    return std::ranges::find(options.excluded, name) != options.excluded.end();
  };
  std::erase_if(candidates,
                [&](const Candidate& each) { return is_named(each.full_path()) || is_named(each.artifact.logical_id); });
  return candidates;
}

/// `--base-dir` stands for the root template's folder; nested templates keep their place relative to it.
fs::path base_of(const project::Project& project, const project::Stack& stack, const PlanOptions& options) {
  return options.base_folder / stack.folder().lexically_relative(project.root.folder());
}

void add(std::optional<Definition> made, Plan& plan) {
  if (!made) return;
  const auto same = std::ranges::find_if(plan.definitions, [&](const Definition& other) { return share(other, *made); });
  if (same != plan.definitions.end()) {
    same->ids.push_back(made->ids.front());
  } else {
    plan.definitions.push_back(std::move(*made));
  }
}

}  // namespace

Result<Plan> make_plan(const project::Project& project, const PlanOptions& options, Diagnostics& diagnostics) {
  Plan plan;
  note_remote_stacks(project, plan);
  for (const project::Stack* stack : project::all_stacks(project)) {
    note_functions_without_folder(*stack, plan);
    note_unknown_paths(*stack, plan);
  }
  const Result<std::vector<Candidate>> chosen = choose(project, options, plan);
  if (!chosen) return fail(chosen.error());
  if (chosen->empty() && options.excluded.empty() && !plan.images.empty()) return fail(nothing_but_images(plan.images));
  std::map<const project::Stack*, tmpl::Resolver> resolvers;
  for (const Candidate& candidate : *chosen) {
    const project::Stack& stack = *candidate.stack;
    auto resolver = resolvers.find(&stack);
    if (resolver == resolvers.end())
      resolver = resolvers.try_emplace(&stack, stack.source, stack.parameters, project::outputs_of_children(stack)).first;
    const Described described(stack, resolver->second, candidate.artifact);
    const std::string& path = candidate.artifact.path;
    const fs::path code = without_slash((base_of(project, stack, options) / (path.empty() ? "." : path)).lexically_normal());
    if (std::string skip = reason_to_skip(described, code); !skip.empty()) {
      plan.notes.push_back(std::move(skip));
    } else if (candidate.unknown) {
      diagnostics.error("", candidate.artifact.where, candidate.unknown->message).hints = candidate.unknown->hints;
    } else {
      add(define(described, code, options, diagnostics), plan);
    }
  }
  const auto uses_it = [&](const Definition& definition) { return definition.manifest == options.manifest; };
  if (!options.manifest.empty() && std::ranges::none_of(plan.definitions, uses_it))
    plan.notes.push_back(fmt::format("note: `--manifest {}` is for nothing that is built here", options.manifest.string()));
  return plan;
}

}  // namespace cxsam::build
