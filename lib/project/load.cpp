#include <algorithm>
#include <iterator>

#include "base/did_you_mean_path.h"
#include "base/text.h"
#include "document/reader.h"
#include "project/nested.h"
#include "project/project.h"
#include "project/read_stack.h"

namespace cxsam::project {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxDepth = 32;
// Source: AWS CloudFormation user guide, "Quotas": resources of nested stacks at a time.
constexpr std::size_t kMaxStacks = 500;

/// A stack and what it runs, its nested stacks included.
struct Grown {
  Stack stack;
  application::Application application;
};

/// A stack that is being loaded, and the reference in its template that is followed.
struct Ancestor {
  fs::path file;  // canonical
  std::string logical_id;
  Span reference;
};

struct Work {
  const Request& request;
  Sources& sources;
  FileId root;
  std::vector<Ancestor> chain = {};
  std::size_t stacks = 0;
};

/// What a stack has from its parent.
struct Place {
  std::string logical_id;
  std::string path;
  fs::path template_path;
  const tmpl::ParameterOverrides& parameters;
};

std::optional<Grown> grow(Work& work, FileId file, const Place& place, Diagnostics& findings);

/// One name for a file, however it is written. What has no place on the disk (standard input) keeps its own.
fs::path file_of(const fs::path& path) {
  std::error_code error;
  const fs::path whole = fs::absolute(path, error);
  if (error) return path;
  fs::path resolved = fs::weakly_canonical(whole, error);
  return error ? whole.lexically_normal() : resolved;
}

/// Values for a resolver over the template of a stack whose children are known already.
tmpl::PhysicalValue values_of(const Stack& stack, tmpl::PhysicalValue otherwise) {
  return [outputs = outputs_of_children(stack), otherwise = std::move(otherwise)](
             const tmpl::Resource& resource, std::string_view attribute) -> std::optional<Node> {
    auto output = outputs(resource, attribute);
    return output || !otherwise ? output : otherwise(resource, attribute);
  };
}

tmpl::Resolver resolver_of(const Work& work, const Stack& stack) {
  if (work.request.need != Need::Running) return {stack.expanded, stack.parameters, values_of(stack, {})};
  const tmpl::Resolver names(stack.expanded, stack.parameters);
  return {stack.expanded, stack.parameters,
          values_of(stack, application::physical_value(stack.environment, names, stack.path))};
}

Diagnostic& cannot_load(Diagnostics& findings, const artifacts::Artifact& artifact, std::string_view why) {
  return findings.error("CX0002", artifact.where,
                        "nested stack `" + artifact.logical_id + "` cannot be loaded: " + std::string(why));
}

/// False, with a finding, when the template leads back to itself, or when there is no end to nested stacks.
bool may_load(Work& work, const artifacts::Artifact& artifact, const fs::path& file, Diagnostics& findings) {
  const auto same = std::ranges::find(work.chain, file, &Ancestor::file);
  if (same != work.chain.end()) {
    std::string way;
    for (auto step = same; step != work.chain.end(); ++step) way += "`" + step->logical_id + "` leads to ";
    Diagnostic& finding = findings.error("CX0002", same->reference,
                                         "nested stack `" + same->logical_id + "` leads back to its own template: " + way +
                                             "`" + file.filename().string() + "`");
    if (same->reference != artifact.where) finding.related.push_back({artifact.where, "the circle is closed here"});
    finding.hints.emplace_back("let one of these stacks have a template of its own");
    return false;
  }
  if (work.chain.size() > kMaxDepth) {
    cannot_load(findings, artifact, "it stands below " + std::to_string(kMaxDepth) + " others");
    return false;
  }
  if (work.stacks >= kMaxStacks) {
    cannot_load(findings, artifact, "there are more than " + std::to_string(kMaxStacks) + " of them");
    return false;
  }
  return true;
}

/// What is wrong in a nested stack is in the way of Code; local commands do without that stack; each template is validated by
/// itself, so that then only what stands in the root's counts: where a circle begins.
void keep_findings(const Work& work, const std::string& path, bool usable, Diagnostics& nested, Diagnostics& findings) {
  for (Diagnostic& finding : nested.items()) {
    if (work.request.need == Need::Deployment && finding.where.file != work.root) continue;
    if (work.request.need == Need::Running && !usable && finding.severity == Severity::Error) {
      finding.severity = Severity::Warning;
      finding.notes.push_back("The nested stack `" + path + "` is left out locally.");
    }
    findings.add(std::move(finding));
  }
}

/// What keeps a file from being a template at all; null when it is one.
const Diagnostic* why_no_template(const Diagnostics& findings, FileId file, bool readable) {
  const std::string_view id = readable ? "E1001" : "E0000";
  const auto found = std::ranges::find_if(findings.items(), [&](const Diagnostic& finding) {
    return finding.severity == Severity::Error && finding.where.file == file && finding.id == id;
  });
  return found == findings.items().end() ? nullptr : &*found;
}

/// A nested stack; nothing, with a finding, when it cannot be had.
std::optional<Grown> grow_child(Work& work, const Stack& parent, const artifacts::Artifact& artifact,
                                const tmpl::ParameterOverrides& parameters, Diagnostics& findings) {
  const fs::path path = (parent.template_path.parent_path() / artifact.path).lexically_normal();
  work.chain.back().logical_id = artifact.logical_id;
  work.chain.back().reference = artifact.where;
  const fs::path file = file_of(path);
  std::error_code ignored;
  if (const auto kind = fs::status(file, ignored).type(); fs::exists(file, ignored) && kind != fs::file_type::regular) {
    cannot_load(findings, artifact, "`" + path.string() + "` is not a file");
    return std::nullopt;
  }
  if (!may_load(work, artifact, file, findings)) return std::nullopt;
  const Result<FileId> text = work.sources.load(path);
  if (!text) {
    Diagnostic& finding = cannot_load(findings, artifact, text.error().message);
    finding.hints = did_you_mean_path(path);
    if (finding.hints.empty()) finding.hints = text.error().hints;
    return std::nullopt;
  }
  Diagnostics nested;
  work.chain.push_back({.file = file, .logical_id = "", .reference = {}});
  auto child = grow(work, *text, {artifact.logical_id, parent.full_path(artifact.logical_id), path, parameters}, nested);
  work.chain.pop_back();
  if (const Diagnostic* broken = why_no_template(nested, *text, child.has_value());
      broken && work.request.need == Need::Deployment)
    cannot_load(findings, artifact, "`" + path.string() + "` is no template: " + broken->message)
        .related.push_back({broken->where, "this is what is wrong"});
  judge(nested, work.request.need);
  const bool usable = child && (work.request.need != Need::Running || !nested.has_errors());
  keep_findings(work, parent.full_path(artifact.logical_id), usable, nested, findings);
  return usable ? std::move(child) : std::nullopt;
}

/// A condition that is false makes no stack.
bool is_left_out(const tmpl::Resource* resource, const tmpl::Resolver& resolver) {
  return resource != nullptr && resource->condition && resolver.condition(*resource->condition) == false;
}

/// Loads the nested stacks into `stack`; what they run is returned beside them.
std::vector<application::Application> grow_children(Work& work, Stack& stack, Diagnostics& findings) {
  std::vector<std::pair<std::string, application::Application>> applications;
  const auto nested = nested_templates(stack.paths.known, stack.graph);
  if (nested.empty()) return {};
  const tmpl::Resolver resolver = resolver_of(work, stack);
  for (const artifacts::Artifact* artifact : nested) {
    const tmpl::Resource* resource = stack.expanded.find_resource(artifact->logical_id);
    if (work.request.need == Need::Running && is_left_out(resource, resolver)) continue;
    const auto parameters = resource == nullptr ? tmpl::ParameterOverrides{} : parameters_of_nested(*resource, resolver);
    auto child = grow_child(work, stack, *artifact, parameters, findings);
    if (!child) continue;
    applications.emplace_back(artifact->logical_id, std::move(child->application));
    stack.children.push_back(std::move(child->stack));
  }
  const auto position = [&](const std::string& id) {
    return std::ranges::find(stack.paths.known, id, &artifacts::Artifact::logical_id) - stack.paths.known.begin();
  };
  std::ranges::sort(stack.children, {}, [&](const Stack& child) { return position(child.logical_id); });
  std::ranges::sort(applications, {}, [&](const auto& each) { return position(each.first); });
  std::vector<application::Application> sorted;
  for (auto& [id, application] : applications) sorted.push_back(std::move(application));
  return sorted;
}

std::optional<Grown> grow(Work& work, FileId file, const Place& place, Diagnostics& findings) {
  ++work.stacks;
  const bool running = work.request.need == Need::Running;
  auto document = read_document(work.sources, file, findings, {.last_key_counts = work.request.need != Need::Deployment});
  if (!document) return std::nullopt;
  Grown grown;
  Stack& stack = grown.stack;
  stack.logical_id = place.logical_id;
  stack.path = place.path;
  stack.template_path = place.template_path;
  stack.environment = work.request.environment;
  read_stack(work.request, work.sources, std::move(*document), place.parameters, stack, findings);
  std::vector<application::Application> nested;
  if (work.request.nested) nested = grow_children(work, stack, findings);
  if (place.path.empty() && !running) return grown;
  const tmpl::Resolver resolver = resolver_of(work, stack);
  if (!place.path.empty()) stack.outputs = known_outputs(stack, resolver);
  if (!running) return grown;
  grown.application = application::read_application(resolver, findings);
  for (std::size_t i = 0; i < nested.size(); ++i)
    application::add_nested(grown.application, stack.children[i].logical_id, std::move(nested[i]));
  return grown;
}

Error failure_of(const Diagnostics& findings, const fs::path& path) {
  const std::size_t errors = std::max<std::size_t>(findings.count(Severity::Error), 1);
  return Error{"`" + path.string() + "` has " + plural(errors, "problem")};
}

Stack empty_stack(const Request& request) {
  Diagnostics nothing_to_report;
  Stack stack;
  stack.template_path = request.template_path;
  stack.environment = request.environment;
  stack.source = tmpl::Template::from(make_map(), nothing_to_report);
  stack.expanded = tmpl::Template::from(make_map(), nothing_to_report);
  return stack;
}

}  // namespace

Loaded load(const Request& request) {
  auto sources = std::make_unique<Sources>();
  const Result<FileId> file =
      request.text ? sources->add(request.template_path.string(), *request.text) : sources->load(request.template_path);
  if (file) return load(std::move(sources), *file, request);
  Loaded loaded;
  loaded.project.sources = std::move(sources);
  loaded.project.root = empty_stack(request);
  loaded.failure = file.error();
  return loaded;
}

Loaded load(std::unique_ptr<Sources> sources, FileId file, const Request& request) {
  Loaded loaded;
  Work work{.request = request, .sources = *sources, .root = file};
  loaded.project.sources = std::move(sources);
  work.chain.push_back({.file = file_of(request.template_path), .logical_id = "", .reference = {}});
  auto root = grow(work, file, {"", "", request.template_path, request.parameters}, loaded.findings);
  judge(loaded.findings, request.need);
  loaded.findings.sort_and_deduplicate();
  loaded.readable = root.has_value();
  loaded.project.root = root ? std::move(root->stack) : empty_stack(request);
  if (root) {
    loaded.project.application = std::move(root->application);
    connect_stacks(loaded.project.application);
  }
  if (!root || loaded.findings.has_errors()) loaded.failure = failure_of(loaded.findings, request.template_path);
  return loaded;
}

}  // namespace cxsam::project
