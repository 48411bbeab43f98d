#include "build/plan.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>

#include <fmt/format.h>

#include "base/did_you_mean.h"
#include "base/did_you_mean_path.h"
#include "base/file.h"
#include "base/text.h"
#include "build/candidates.h"
#include "build/described.h"
#include "build/make_folders.h"
#include "build/sam_refusals.h"
#include "facts/runtimes.h"
#include "json/json.h"
#include "project/nested.h"
#include "system/unzip.h"

namespace cxsam::build {
namespace {

namespace fs = std::filesystem;
using artifacts::Artifact;

constexpr std::array<std::string_view, 2> kArchitectures{"x86_64", "arm64"};
/// Values of Metadata.BuildMethod besides runtimes.
const std::vector<std::string> kMethods{"esbuild", "go1.x", "makefile", "python-uv", "rust-cargolambda"};

/// All values of Metadata.BuildMethod.
std::vector<std::string> known_methods() {
  std::vector<std::string> methods = facts::runtime_names();
  methods.insert(methods.end(), kMethods.begin(), kMethods.end());
  return methods;
}

/// "src/" and "src" are the same code.
fs::path without_slash(const fs::path& path) { return path.filename().empty() ? path.parent_path() : path; }

/// Why a resource keeps the code that it has, or "" when it is to be built.
std::string reason_to_skip(const Described& described, const fs::path& code) {
  std::error_code ignored;
  if (described.skips_build()) return fmt::format("Skip building {}: its Metadata says SkipBuild", described.what());
  if (equals_ignoring_case(described.metadata_text("aws:asset:is-bundled"), "true"))
    return fmt::format("Skip building {}: the AWS CDK has bundled its code", described.what());
  const Node* method = described.metadata("BuildMethod");
  if (described.is_layer() && (method == nullptr || (method->is_string() && method->text.empty())))
    return fmt::format("Skip building {}: it has no Metadata.BuildMethod", described.what());
  if (fs::is_regular_file(code, ignored) && system::is_archive(code))
    return fmt::format("Skip building {}: its code is a file already", described.what());
  return "";
}

bool is_missing(const fs::path& code) {
  std::error_code ignored;
  return !fs::is_directory(code, ignored);
}

/// Of what SAM CLI makes an empty function when there is no code.
bool goes_without_code(std::string_view method) { return method.starts_with("python3") || method.starts_with("nodejs"); }

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

/// Makes the plan of one project.
class Planning {
 public:
  Planning(const project::Project& project, const PlanOptions& options, Diagnostics& diagnostics)
      : project_(project), options_(options), diagnostics_(diagnostics) {}

  Result<Plan> run() {
    remark_what_is_elsewhere(project_, plan_, diagnostics_);
    const Result<std::vector<Candidate>> chosen = choose(project_, options_, plan_);
    if (!chosen && plan_.refusal) return std::move(plan_);
    if (!chosen) return fail(chosen.error());
    if (options_.as_sam) refuse(refusal_of_template(project_), false);
    for (const Candidate& candidate : *chosen) look_at(candidate);
    std::ranges::stable_partition(plan_.definitions, &Definition::layer);
    const auto uses_it = [&](const Definition& definition) { return definition.manifest == options_.manifest; };
    if (!options_.manifest.empty() && std::ranges::none_of(plan_.definitions, uses_it))
      plan_.remarks.push_back(
          {fmt::format("note: `--manifest {}` is for nothing that is built here", options_.manifest.string())});
    return std::move(plan_);
  }

 private:
  void look_at(const Candidate& candidate) {
    const project::Stack& stack = *candidate.stack;
    auto resolver = resolvers_.find(&stack);
    if (resolver == resolvers_.end())
      resolver = resolvers_.try_emplace(&stack, stack.source, stack.parameters, project::outputs_of_children(stack)).first;
    const Described described(stack, resolver->second, candidate.artifact);
    const std::string& path = candidate.artifact.path;
    const fs::path code = without_slash((base_of(stack) / (path.empty() ? "." : path)).lexically_normal());
    if (std::string skip = reason_to_skip(described, code); !skip.empty()) {
      plan_.remarks.push_back({std::move(skip)});
    } else if (candidate.unknown && options_.as_sam) {
      plan_.remarks.push_back({"", fmt::format("Skip building {}: {}", described.what(), candidate.unknown->message)});
    } else if (candidate.unknown) {
      diagnostics_.error("", candidate.artifact.where, candidate.unknown->message).hints = candidate.unknown->hints;
    } else {
      if (options_.as_sam) refuse(refusal_of_function(described), false);
      add(define(described, code, base_of(stack)));
    }
  }

  /// `--base-dir` stands for the root template's folder; nested templates keep their place relative to it.
  [[nodiscard]] fs::path base_of(const project::Stack& stack) const {
    return options_.base_folder / stack.folder().lexically_relative(project_.root.folder());
  }

  [[nodiscard]] std::string code_uri(const Described& described, const fs::path& code) const {
    if (!options_.base_is_given) return code.string();
    const bool nested = described.full_path() != described.artifact().logical_id;
    return nested ? code.lexically_relative(options_.base_folder).string() : described.artifact().path;
  }

  void add(std::optional<Definition> made) {
    if (!made) return;
    const auto same = std::ranges::find_if(plan_.definitions, [&](const Definition& other) { return share(other, *made); });
    if (same != plan_.definitions.end()) {
      same->ids.push_back(made->ids.front());
      same->names.push_back(made->names.front());
    } else {
      plan_.definitions.push_back(std::move(*made));
    }
  }

  std::optional<Definition> define(const Described& described, const fs::path& code, const fs::path& base) {
    if (!has_metadata_as_text(described)) return std::nullopt;
    Definition made = begin(described, code);
    if (!has_code(described, made)) return std::nullopt;
    if (options_.as_sam && !plan_.refusal) refuse_past(made);
    if (!set_workflow(described, base, made)) return std::nullopt;
    made.architecture = architecture_of(described, made);
    made.handler = described.text("Handler");
    made.compatible_runtimes = described.texts("CompatibleRuntimes");
    made.metadata = described.whole_metadata();
    if (!set_properties(described, made)) return std::nullopt;
    set_manifest(made);
    return made;
  }

  [[nodiscard]] Definition begin(const Described& described, const fs::path& code) const {
    Definition made;
    made.layer = described.is_layer();
    made.ids = {described.full_path()};
    made.names = {described.name()};
    made.logical_id = described.artifact().logical_id;
    made.code = code;
    made.code_uri = code_uri(described, code);
    made.runtime = made.layer ? "" : described.text("Runtime");
    made.method = described.metadata_text("BuildMethod");
    if (made.method.empty()) made.method = made.runtime;
    return made;
  }

  bool has_code(const Described& described, const Definition& made) {
    const fs::path& code = made.code;
    std::error_code ignored;
    if (fs::is_regular_file(code, ignored)) {
      error(described,
            fmt::format("the code of {} is a file, `{}`: neither a folder nor an archive", described.what(), code.string()))
          .hints.emplace_back(fmt::format("name the folder that holds it as `{}`", described.artifact().property));
      return false;
    }
    if (!is_missing(code) || (options_.as_sam && goes_without_code(made.method))) return true;
    Diagnostic& missing =
        error(described, fmt::format("the code of {} is missing: there is no folder `{}`", described.what(), code.string()));
    missing.hints = did_you_mean_path(code);
    std::ranges::copy(how_to_make(code), std::back_inserter(missing.hints));
    return false;
  }

  void refuse_past(const Definition& made) {
    refuse(refusal_of_definition(made, options_.base_folder));
    const std::string& runtime = is_retired(made.runtime) ? made.runtime : made.method;
    if (is_retired(runtime)) plan_.remarks.push_back({"", farewell(runtime)});
  }

  bool set_workflow(const Described& described, const fs::path& base, Definition& made) {
    const bool by_make = made.method == "makefile" || made.method.starts_with("provided");
    if (by_make && !set_make_folders(described, base, made, diagnostics_)) return false;
    made.workflow = find_workflow(made.method, made.manifest.empty() ? made.code : made.manifest.parent_path());
    if (made.workflow == nullptr) report_unknown_method(described, made.method);
    return made.workflow != nullptr;
  }

  bool set_properties(const Described& described, Definition& made) {
    Result<Node> properties = described.build_properties();
    if (!properties) {
      diagnostics_.error("", described.metadata("BuildProperties")->span, properties.error().message).hints =
          properties.error().hints;
      return false;
    }
    made.properties = std::move(*properties);
    if (made.method == "esbuild" && described.asks_for_source_maps() && made.properties.find("Sourcemap") == nullptr)
      made.properties.set("Sourcemap", make_bool(true));
    return true;
  }

  void set_manifest(Definition& made) const {
    const auto takes = made.workflow->takes_manifest;
    const bool given = takes != nullptr && !options_.manifest.empty() && takes(options_.manifest);
    if (given) made.manifest = options_.manifest;
    if (made.manifest.empty()) made.manifest = made.code / made.workflow->manifest;
  }

  /// Values that say how something is built are texts, or nothing is built by them in silence.
  bool has_metadata_as_text(const Described& described) {
    for (const char* key : {"BuildMethod", "BuildArchitecture"}) {
      const bool counts = described.is_layer() || std::string_view(key) == "BuildMethod";
      if (counts && !described.check_known_text(key, diagnostics_)) return false;
    }
    return true;
  }

  void report_unknown_method(const Described& described, const std::string& method) {
    const Artifact& artifact = described.artifact();
    if (method.empty()) {
      error(described, fmt::format("{} has no `Runtime` that is known before deployment", described.what()))
          .hints.push_back("give `Runtime`, or a default for the parameter that it refers to");
      return;
    }
    Diagnostic& finding =
        error(described, fmt::format("{} cannot be built: there is no build for `{}`", described.what(), method));
    finding.notes.emplace_back("There are builds for Lambda's runtimes, and the methods " + join(kMethods, ", ") + ".");
    finding.hints = did_you_mean(method, known_methods());
    finding.hints.push_back(
        fmt::format("build it with its own tool and name the resulting folder or archive as `{}`", artifact.property));
    finding.hints.push_back(
        fmt::format("or set `Metadata: BuildMethod: makefile` and write the target `build-{}`", artifact.logical_id));
    const bool named = described.metadata("BuildMethod") != nullptr;
    refuse(Error{named ? fmt::format("'{}' does not have a supported builder", method)
                       : fmt::format("'{}' runtime is not supported", method)});
  }

  /// "x86_64" unless the template says otherwise. Messages as SAM CLI words them: scripts look for these.
  std::string architecture_of(const Described& described, const Definition& made) {
    const std::vector<std::string> of_function = made.layer ? std::vector<std::string>{} : described.texts("Architectures");
    const std::string written =
        made.layer ? described.metadata_text("BuildArchitecture") : (of_function.empty() ? "" : of_function.front());
    std::string name = written.empty() ? "x86_64" : written;
    if (made.layer) check_compatibility(described, name);
    if (std::ranges::find(kArchitectures, name) == kArchitectures.end()) {
      const std::string why = fmt::format("{}:Validation - Architecture {} is not supported for runtime {}",
                                          made.workflow->builder, name, made.method);
      error(described, why);
      refuse(Error{why});
    }
    return name;
  }

  void check_compatibility(const Described& described, const std::string& architecture) {
    const std::vector<std::string> compatible = described.texts("CompatibleArchitectures");
    if (compatible.empty() || std::ranges::find(compatible, architecture) != compatible.end()) return;
    const std::string text =
        fmt::format("WARNING: Layer '{}' has BuildArchitecture {}, which is not listed in CompatibleArchitectures",
                    described.artifact().logical_id, architecture);
    plan_.remarks.push_back({text, text});
  }

  Diagnostic& error(const Described& described, std::string message) {
    return diagnostics_.error("", described.artifact().where, std::move(message));
  }

  void refuse(std::optional<Error> in_sams_words, bool begun = true) {
    if (in_sams_words && !plan_.refusal) plan_.refusal = {*std::move(in_sams_words), begun};
  }

  const project::Project& project_;
  const PlanOptions& options_;
  Diagnostics& diagnostics_;
  std::map<const project::Stack*, tmpl::Resolver> resolvers_;
  Plan plan_;
};

}  // namespace

Result<Plan> make_plan(const project::Project& project, const PlanOptions& options, Diagnostics& diagnostics) {
  return Planning(project, options, diagnostics).run();
}

}  // namespace cxsam::build
