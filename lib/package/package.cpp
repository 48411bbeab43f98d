#include "package/package.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "artifacts/with_values.h"
#include "base/did_you_mean_path.h"
#include "base/file.h"
#include "base/text.h"
#include "document/sam_yaml.h"
#include "document/writer.h"
#include "package/images.h"
#include "package/limits.h"
#include "package/map_forms.h"
#include "package/store.h"
#include "project/nested.h"
#include "system/program.h"
#include "system/tree.h"
#include "system/unzip.h"
#include "template/effective.h"
#include "template/section_reading.h"

namespace cxsam::package {
namespace {

namespace fs = std::filesystem;
using artifacts::Artifact;

/// SAM's own folder and git's are no part of a function, also where `CodeUri: .` holds them.
constexpr std::array<std::string_view, 2> kExcluded{".aws-sam", ".git"};

/// `Metadata.SamResourceId`, by which SAM CLI's tools know a resource again.
void add_resource_ids(Node& root) {
  Node* resources = root.find("Resources");
  if (resources == nullptr) return;
  for (Member& resource : resources->members) {
    if (resource.value.find("Type") == nullptr) continue;
    Node* metadata = resource.value.find("Metadata");
    if (metadata == nullptr || metadata->is_null()) metadata = &resource.value.set("Metadata", make_map({}, resource.value));
    if (metadata->is_map() && metadata->find("SamResourceId") == nullptr)
      metadata->set("SamResourceId", make_string(resource.key, resource.value));
  }
}

/// As Python prints a value that is neither a text nor a map.
std::string as_python(const Node& value) {
  if (value.is_string()) return "'" + value.text + "'";
  if (value.kind == Node::Kind::Bool) return value.as_bool() == true ? "True" : "False";
  if (!value.is_list()) return value.text;
  std::vector<std::string> items;
  for (const Node& item : value.items) items.push_back(as_python(item));
  return "[" + join(items, ", ") + "]";
}

class Packing {
 public:
  Packing(const project::Project& project, const Options& options, Store& store, Diagnostics& diagnostics)
      : project_(project), options_(options), store_(store), diagnostics_(diagnostics) {}

  Result<Package> run() {
    for (const project::Stack* stack : project::all_stacks(project_)) {
      for (const Artifact& artifact : stack->paths.known)
        if (Result<void> done = add(*stack, artifact); !done) return fail(done.error());
      for (const artifacts::UnknownPath& path : stack->paths.unknown) tell_unknown(path);
      for (const artifacts::Elsewhere& one : stack->paths.misplaced)
        if (Result<void> told = tell_misplaced(*stack, one); !told) return fail(told.error());
    }
    for (const project::Stack* stack : project::all_stacks(project_)) {
      check_images(stack->source, diagnostics_);
      check_limits(stack->source, packed_, options_.limits, diagnostics_, stack->path);
    }
    if (diagnostics_.has_errors()) return Package{};
    Result<std::string> text = rewritten(project_.root, options_.template_folder);
    if (!text) return fail(std::move(text).error());
    return Package{std::move(packed_), *std::move(text)};
  }

 private:
  /// A local path of a stack, by its place in the tree of stacks.
  using Place = std::pair<const project::Stack*, std::vector<std::string>>;

  /// Packs what the artifact names, once for all that name the same place.
  Result<void> add(const project::Stack& stack, const Artifact& artifact) {
    if (artifact.kind == artifacts::Kind::NestedTemplate && stack.find_child(artifact.logical_id) != nullptr) return {};
    const fs::path place = (stack.folder() / (artifact.path.empty() ? "." : artifact.path)).lexically_normal();
    const fs::path key = place.filename().empty() ? place.parent_path() : place;
    auto known = by_place_.find(key);
    if (known == by_place_.end()) {
      const Result<std::optional<Packed>> made = pack(stack, artifact, key);
      if (!made) return fail(made.error());
      if (!*made) return {};  // told in the diagnostics
      known = by_place_.emplace(key, remember(**made)).first;
    }
    Packed& packed = packed_[known->second];
    packed.ids.push_back(stack.full_path(artifact.logical_id));
    places_[{&stack, artifact.pointer}] = packed.place;
    return {};
  }

  /// Code without a path cannot be packed; a document may be a URL when it is deployed.
  void tell_unknown(const artifacts::UnknownPath& path) {
    const Error why = artifacts::why_unknown(path);
    const bool left = options_.called_sam || !path.artifact.is_code();
    Diagnostic& finding = left ? diagnostics_.warning("", path.artifact.where, why.message)
                               : diagnostics_.error("", path.artifact.where, why.message);
    finding.hints = why.hints;
    if (left) finding.notes.emplace_back("It stays as it is written, and no file is packed for it.");
  }

  /// A URL elsewhere may be that of a server in AWS's place; nothing else that is no place can become one.
  Result<void> tell_misplaced(const project::Stack& stack, const artifacts::Elsewhere& one) {
    const Artifact& artifact = one.artifact;
    const std::string id = stack.full_path(artifact.logical_id);
    if (options_.called_sam) {
      if (one.value.is_list() && one.value.items.empty()) return {};
      const bool text = one.value.is_string();
      const std::string written = text ? one.value.text : as_python(one.value);
      const std::string place = text ? (stack.folder() / written).lexically_normal().string() : written;
      return fail(fmt::format("Unable to upload artifact {} referenced by {} parameter of {} resource.\n{}", written,
                              artifact.property, id, why_no_place(artifact, id, place)));
    }
    if (one.value.is_string() && one.value.text.starts_with("http")) {
      diagnostics_
          .warning("", artifact.where, fmt::format("`{}` of `{}` is a URL that is not one of S3", artifact.property, id))
          .notes.emplace_back("It stays as it is written, and no file is packed for it.");
      return {};
    }
    const std::string what = one.value.is_string() ? "`" + one.value.text + "`" : std::string(tmpl::kind_name(one.value));
    diagnostics_.error("", artifact.where,
                       fmt::format("`{}` of `{}` is {}: neither a local path nor a place in S3", artifact.property, id, what));
    return {};
  }

  static std::string why_no_place(const Artifact& artifact, const std::string& id, const std::string& place) {
    if (artifact.kind == artifacts::Kind::NestedTemplate)
      return fmt::format(
          "{} parameter of {} resource is invalid. It must be a S3 URL or path to CloudFormation template file. Actual: {}",
          artifact.property, id, place);
    return fmt::format("Parameter {} of resource {} refers to a file or folder that does not exist {}", artifact.property, id,
                       place);
  }

  /// The template of a stack that is written to `folder`, with the packed things in place of local paths. Its nested stacks'
  /// templates are in the store then: packaging goes inside out.
  Result<std::string> rewritten(const project::Stack& stack, const fs::path& folder) {
    Nodes values;
    for (const Artifact& artifact : stack.paths.known) {
      if (const project::Stack* child = nested(stack, artifact)) {
        if (Result<void> added = add_template(*child, {&stack, artifact.pointer}, use_of(stack, artifact)); !added)
          return fail(added.error());
      }
      values.push_back(store_.value(artifact, places_[{&stack, artifact.pointer}], folder));
    }
    std::vector<Artifact> rewritten = stack.paths.known;
    for (const artifacts::Elsewhere& one : stack.paths.in_s3) {
      std::optional<Node> map = map_form(one.artifact, *artifacts::place_in_s3(one.value.text));
      if (!map) continue;
      rewritten.push_back(one.artifact);
      values.push_back(*std::move(map));
    }
    return text_of(artifacts::with_values(stack.source, rewritten, std::move(values)));
  }

  [[nodiscard]] std::string text_of(Node root) const {
    if (options_.as_sam) add_resource_ids(root);
    if (options_.json) return write_json(root, 4);  // without a line end, so that keys are SAM CLI's
    return options_.as_sam ? write_sam_yaml(root) : write_yaml(root);
  }

  static const project::Stack* nested(const project::Stack& stack, const Artifact& artifact) {
    return artifact.kind == artifacts::Kind::NestedTemplate ? stack.find_child(artifact.logical_id) : nullptr;
  }

  Result<void> add_template(const project::Stack& stack, Place place, const Use& use) {
    const Result<std::string> text = rewritten(stack, options_.output_folder);
    if (!text) return fail(text.error());
    const Result<Stored> stored = store_.add_text(*text, ".template", use);
    if (!stored) return fail(stored.error());
    packed_[remember({{}, stored->place, stored->size})].ids.push_back(stack.path);
    places_[std::move(place)] = stored->place;
    return {};
  }

  /// The index in `packed_`; content that is there already under another place joins it.
  std::size_t remember(const Packed& made) {
    const auto same = std::ranges::find(packed_, made.place, &Packed::place);
    if (same == packed_.end()) {
      packed_.push_back(made);
      return packed_.size() - 1;
    }
    return static_cast<std::size_t>(same - packed_.begin());
  }

  static Use use_of(const project::Stack& stack, const Artifact& artifact) {
    return {stack.full_path(artifact.logical_id), artifact.property, artifact.path.empty() ? "." : artifact.path};
  }

  /// Nothing when the artifact cannot be packed; the diagnostics say why.
  Result<std::optional<Packed>> pack(const project::Stack& stack, const Artifact& artifact, const fs::path& place) {
    const Use use = use_of(stack, artifact);
    if (artifact.kind == artifacts::Kind::NestedTemplate) return pack_stack_set(artifact, place, use);
    std::error_code ignored;
    if (fs::is_directory(place, ignored)) {
      if (!options_.output_folder.empty() && is_inside(options_.output_folder, place)) {
        diagnostics_
            .error("", artifact.where,
                   fmt::format("the output folder `{}` lies inside the code of `{}`, so the archive would hold itself",
                               options_.output_folder.string(), use.id))
            .hints.emplace_back("run `cxsam build` first, or choose an `--output-dir` outside of it");
        return std::nullopt;
      }
      const system::TreeSize size = size_of_code(artifact, place);
      if (size.bytes > options_.limits.unzipped_bytes)
        return Packed{{}, place.string(), {0, size.bytes}};  // check_limits() tells it, and nothing is packed
      if (size.files == 0)
        diagnostics_.warning(
            "", artifact.where,
            fmt::format("there is no file in `{}`, and Lambda takes no empty archive for `{}`", place.string(), use.id));
      warn_of_bootstrap(stack, artifact, place);
      return packed(store_.add_folder(place, kExcluded, use));
    }
    if (fs::is_regular_file(place, ignored))
      return packed(artifact.is_code() && !system::is_archive(place) ? store_.add_single_file(place, use)
                                                                     : store_.add_as_it_is(place, use));
    if (options_.called_sam)
      return fail(
          fmt::format("Unable to upload artifact {0} referenced by {1} parameter of {2} resource.\n"
                      "Parameter {1} of resource {2} refers to a file or folder that does not exist {3}",
                      use.path, use.property, use.id, place.string()));
    diagnostics_
        .error("", artifact.where, fmt::format("`{}` of `{}` does not exist: `{}`", artifact.property, use.id, place.string()))
        .hints = did_you_mean_path(place);
    return std::nullopt;
  }

  /// Before it is zipped; something for what Lambda takes in other ways, and for what cannot be read.
  static system::TreeSize size_of_code(const Artifact& artifact, const fs::path& place) {
    constexpr system::TreeSize kSomething{.files = 1};
    return artifact.is_code() ? system::measure_tree(place, kExcluded).value_or(kSomething) : kSomething;
  }

  /// The template of a stack set, which runs in accounts elsewhere and is therefore no stack of the project.
  Result<std::optional<Packed>> pack_stack_set(const Artifact& artifact, const fs::path& place, const Use& use) {
    const project::Loaded loaded = project::load({.template_path = place, .need = project::Need::Code, .nested = false});
    const auto refuse = [&](std::string why) -> Diagnostic& {
      return diagnostics_.error("", artifact.where, fmt::format("the template of the stack set `{}` {}", use.id, why));
    };
    if (loaded.failure || !loaded.readable) {
      refuse(fmt::format("cannot be read: `{}`", place.string()));
      return std::nullopt;
    }
    if (!loaded.project.root.paths.known.empty()) {
      refuse("names local code, which cannot be packaged with it yet")
          .hints.emplace_back("package its template by itself, upload it, and give its S3 URL here");
      return std::nullopt;
    }
    return packed(store_.add_text(text_of(loaded.project.root.source.root()), ".template", use));
  }

  /// Lambda cannot start such a function, and says so only at its first call.
  void warn_of_bootstrap(const project::Stack& stack, const Artifact& artifact, const fs::path& place) {
    if (artifact.kind != artifacts::Kind::FunctionCode) return;
    const tmpl::Effective properties(stack.source, *stack.source.find_resource(artifact.logical_id));
    const Node* runtime = properties.find("Runtime");
    if (runtime != nullptr && !runtime->as_text().value_or("provided").starts_with("provided")) return;
    const auto fault = system::find_start_fault(place / "bootstrap", "");
    if (!fault) return;
    diagnostics_
        .warning("", artifact.where,
                 fmt::format("the `bootstrap` of `{}` {}", stack.full_path(artifact.logical_id), fault->message))
        .hints = fault->hints;
  }

  static Result<std::optional<Packed>> packed(const Result<Stored>& stored) {
    if (!stored) return fail(stored.error());
    return Packed{{}, stored->place, stored->size};
  }

  const project::Project& project_;
  const Options& options_;
  Store& store_;
  Diagnostics& diagnostics_;
  std::vector<Packed> packed_;
  std::map<fs::path, std::size_t> by_place_;
  std::map<Place, std::string> places_;
};

}  // namespace

Result<Package> package(const project::Project& project, const Options& options, Store& store, Diagnostics& diagnostics) {
  return Packing(project, options, store, diagnostics).run();
}

}  // namespace cxsam::package
