#include "artifacts/paths.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <ranges>
#include <utility>

#include "artifacts/includes.h"
#include "artifacts/place_in_s3.h"
#include "artifacts/properties.h"
#include "base/text.h"
#include "template/effective.h"
#include "template/resource_graph.h"

namespace cxsam::artifacts {
namespace {

/// A URL, or a dynamic reference, which AWS looks up.
bool is_remote(std::string_view text) {
  return text.find("{{resolve:") != std::string_view::npos || text.starts_with("s3://") || text.starts_with("https://") ||
         text.starts_with("http://");
}

/// Maps may be a place, and so may what AWS looks up.
bool may_be_place(const Node& value) {
  return value.is_null() || value.is_map() || (value.is_string() && value.text.find("{{resolve:") != std::string::npos);
}

/// What SAM CLI reads as no value.
bool is_nothing(const tmpl::Resolved& resolved) {
  const Node& value = resolved.value;
  return resolved.known == tmpl::Known::Yes && value.text.empty() && value.items.empty() && value.members.empty();
}

/// Whether what is left of a value before deployment can still become a local path.
bool may_be_path(const Node& value) {
  const auto intrinsic = as_intrinsic(value);
  if (!intrinsic) return value.is_string() && !is_remote(value.text);
  const Node& argument = *intrinsic->argument;
  if (intrinsic->name == "Fn::If")
    return std::ranges::any_of(argument.items | std::views::drop(1), [](const Node& branch) { return may_be_path(branch); });
  const bool listed = argument.is_list() && !argument.items.empty();
  if (intrinsic->name == "Fn::Sub") return may_be_path(listed ? argument.items.front() : argument);
  if (intrinsic->name != "Fn::Join" || !listed || argument.items.size() < 2) return true;
  const Node& parts = argument.items[1];
  return !parts.is_list() || parts.items.empty() || may_be_path(parts.items.front());
}

std::vector<std::string> names_in(const Node& value) {
  std::vector<std::string> names;
  for (const tmpl::Reference& reference : tmpl::references_in(value))
    if (std::ranges::find(names, reference.name) == names.end()) names.push_back(reference.name);
  return names;
}

/// One resource as its properties read with Globals merged and intrinsic functions evaluated.
class View {
 public:
  View(const tmpl::Resolver& resolver, const tmpl::Resource& resource)
      : resolver_(resolver), properties_(resolver.source(), resource) {}

  /// The value at "Command.ScriptLocation"; null when it is missing or null.
  [[nodiscard]] const Node* find(std::string_view path) const {
    const std::vector<std::string_view> keys = split(path, '.');
    const Node* value = properties_.find(keys.front());
    for (const std::string_view key : keys | std::views::drop(1)) value = value ? value->find(key) : nullptr;
    return value && !value->is_null() ? value : nullptr;
  }

  /// The paths that a path with `*` for any key stands for: "Functions.a.CodeUri".
  [[nodiscard]] std::vector<std::string> expand(std::string_view path) const {
    const std::size_t star = path.find(".*");
    if (star == std::string_view::npos) return {std::string(path)};
    std::vector<std::string> all;
    const Node* map = find(path.substr(0, star));
    if (map == nullptr) return all;
    for (const Member& member : map->members) {
      const std::string one = std::string(path.substr(0, star + 1)) + member.key + std::string(path.substr(star + 2));
      if (member.key.find_first_of(".*") != std::string::npos) continue;  // no name of GraphQL
      std::ranges::move(expand(one), std::back_inserter(all));
    }
    return all;
  }

  [[nodiscard]] bool has(std::string_view property) const {
    const Node* value = find(property);
    return value && resolver_.resolve(*value).known != tmpl::Known::Absent;
  }

  [[nodiscard]] std::string text(std::string_view property) const {
    const Node* value = find(property);
    return value ? resolver_.text(*value).value_or("") : "";
  }

  /// The keys that lead to it in the template.
  [[nodiscard]] std::vector<std::string> where(std::string_view path) const {
    const std::vector<std::string_view> keys = split(path, '.');
    std::vector<std::string> pointer = properties_.where(keys.front());
    pointer.insert(pointer.end(), keys.begin() + 1, keys.end());
    return pointer;
  }

 private:
  const tmpl::Resolver& resolver_;
  tmpl::Effective properties_;
};

/// Code that is in the template itself or in an image has no path.
bool has_no_path(const View& view, std::string_view type) {
  const bool sam = type == "AWS::Serverless::Function";
  if (!sam && type != "AWS::Lambda::Function") return false;
  if (view.text("PackageType") == "Image") return true;
  return sam && (view.has("InlineCode") || view.has("ImageUri"));
}

/// Where the AWS CDK has put what a property is to name, which in its template is a place in S3.
/// Source: AWS CDK, "Assets", metadata of resources.
const Node* asset_of(const tmpl::Resource& resource, std::string_view property) {
  const Node* metadata = resource.node->find("Metadata");
  const Node* named = metadata ? metadata->find("aws:asset:property") : nullptr;
  const Node* path = named && named->as_string() == property ? metadata->find("aws:asset:path") : nullptr;
  return path && path->is_string() ? path : nullptr;
}

class Search {
 public:
  explicit Search(const tmpl::Resolver& resolver) : resolver_(resolver) {}

  Paths run() {
    for (const tmpl::Resource& resource : resolver_.source().resources()) look_at_properties(resource);
    for (Include& include : find_includes(resolver_.source().root())) add_include(std::move(include));
    look_at_publication();
    return std::move(found_);
  }

 private:
  void look_at_properties(const tmpl::Resource& resource) {
    const View view(resolver_, resource);
    if (has_no_path(view, resource.type)) return;
    for (const PathProperty& row : path_properties()) {
      if (row.type != resource.type) continue;
      for (const std::string& property : view.expand(row.property)) look_at(view, resource, row, property);
    }
  }

  void look_at(const View& view, const tmpl::Resource& resource, const PathProperty& row, const std::string& property) {
    Artifact artifact{.logical_id = std::string(resource.logical_id),
                      .resource_type = std::string(resource.type),
                      .property = property,
                      .kind = row.kind,
                      .path = "",
                      .pointer = view.where(property),
                      .where = resource.id_span};
    const Node* written = view.find(property);
    const Node* asset = asset_of(resource, property);
    // A build has put a path of its own there.
    const bool is_path = written && written->is_string() && !is_remote(written->text);
    add(std::move(artifact), &resource, asset && !is_path ? asset : written, row.required);
  }

  void add_include(Include include) {
    std::vector<std::string>& keys = include.holder;
    const bool in_resource = keys.size() > 1 && keys[0] == "Resources";
    const tmpl::Resource* resource = in_resource ? resolver_.source().find_resource(keys[1]) : nullptr;
    Artifact artifact{.logical_id = keys.empty() ? "the template" : keys[in_resource ? 1 : 0],
                      .resource_type = resource == nullptr ? "" : std::string(resource->type),
                      .property = "Fn::Transform",
                      .kind = Kind::Other,
                      .path = "",
                      .pointer = std::move(keys),
                      .where = include.location->span};
    artifact.pointer.insert(artifact.pointer.end(), {"Fn::Transform", "Parameters", "Location"});
    add(std::move(artifact), resource, include.location, false);
  }

  /// What `sam publish` shows of the application.
  void look_at_publication() {
    const std::string section(kPublication);
    const Node* application = resolver_.source().root().at_path({"Metadata", section});
    for (const PathProperty& row : path_properties()) {
      if (row.type != section) continue;
      const std::string property(row.property);
      const Node* written = application == nullptr ? nullptr : application->find(property);
      if (written == nullptr) continue;
      Artifact artifact{.logical_id = section,
                        .resource_type = section,
                        .property = property,
                        .kind = row.kind,
                        .path = "",
                        .pointer = {"Metadata", section, property},
                        .where = written->span};
      add(std::move(artifact), nullptr, written, false);
    }
  }

  /// `resource` is null for what stands in none.
  void add(Artifact artifact, const tmpl::Resource* resource, const Node* written, bool required) {
    const tmpl::Resolved value = written ? resolver_.resolve(*written) : tmpl::Resolved{.known = tmpl::Known::Absent};
    if (value.known == tmpl::Known::Absent) {
      if (required) found_.known.push_back(std::move(artifact));
      return;
    }
    artifact.where = written->span;
    const bool used = !resource || !resource->condition || resolver_.condition(*resource->condition) != false;
    const bool nothing = is_nothing(value);
    if (nothing && required) {
      found_.known.push_back(std::move(artifact));
      return;
    }
    if (!may_be_path(value.value)) {
      if (resource == nullptr || !used || value.known != tmpl::Known::Yes || may_be_place(value.value)) return;
      const bool in_s3 = value.value.is_string() && place_in_s3(value.value.text).has_value();
      (in_s3 ? found_.in_s3 : found_.misplaced).push_back({std::move(artifact), value.value});
      return;
    }
    if (nothing && artifact.kind != Kind::NestedTemplate) return;
    if (value.known == tmpl::Known::Yes) {
      artifact.path = value.value.text;
      found_.known.push_back(std::move(artifact));
    } else if (used) {
      found_.unknown.push_back({std::move(artifact), names_in(value.value)});
    }
  }

  const tmpl::Resolver& resolver_;
  Paths found_;
};

}  // namespace

Paths find_paths(const tmpl::Resolver& resolver) { return Search(resolver).run(); }

Error why_unknown(const UnknownPath& path) {
  Error error{"`" + path.artifact.property + "` of `" + path.artifact.logical_id + "` is not known before deployment"};
  if (path.needs.empty()) return error;
  error.message += ": it depends on `" + join(path.needs, "`, `") + "`";
  return std::move(error).hint("give the parameter that it depends on a value with `--parameter-overrides`, or a `Default`");
}

}  // namespace cxsam::artifacts
