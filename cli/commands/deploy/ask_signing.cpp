#include "cli/commands/deploy/ask_signing.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "cli/ask.h"
#include "cli/upload_options.h"
#include "template/effective.h"

namespace cxsam::cli::deploy_command {
namespace {

bool is_function(std::string_view type) { return type == "AWS::Serverless::Function" || type == "AWS::Lambda::Function"; }
bool is_layer(std::string_view type) { return type == "AWS::Serverless::LayerVersion" || type == "AWS::Lambda::LayerVersion"; }

/// The layers of the same template that a function refers to.
std::vector<std::string> layers_of(const tmpl::Template& source, const tmpl::Effective& function) {
  std::vector<std::string> ids;
  const Node* list = function.find("Layers");
  if (list == nullptr) return ids;
  for (const Node& item : list->items) {
    const auto intrinsic = as_intrinsic(item);
    if (!intrinsic || intrinsic->name != "Ref" || !intrinsic->argument->is_string()) continue;
    const tmpl::Resource* layer = source.find_resource(intrinsic->argument->text);
    if (layer != nullptr && is_layer(layer->type)) ids.emplace_back(layer->logical_id);
  }
  return ids;
}

void add_layer(std::vector<Signable>& layers, std::string path, const std::string& function) {
  auto known = std::ranges::find(layers, path, &Signable::path);
  if (known == layers.end()) known = layers.insert(layers.end(), Signable{.path = std::move(path)});
  known->used_by.push_back(function);
}

std::string line_of(const Signable& each) {
  if (each.used_by.empty()) return fmt::format("\t#Signing profile details for function '{}'\n", each.path);
  return fmt::format("\t#Signing profile details for layer '{}', which is used by functions {{'{}'}}\n", each.path,
                     join(each.used_by, "', '"));
}

/// "Hello=Profile:123456789012"
Result<std::string> ask_profile(system::Terminal& terminal, const Signable& each, const package::SigningProfile* known) {
  terminal.out(line_of(each));
  Result<std::string> name = ask(terminal, "\tSigning Profile Name", known == nullptr ? nullptr : &known->name);
  if (!name) return name;
  const std::string owner_so_far = known == nullptr ? "" : known->owner;
  Result<std::string> owner = ask_optional(terminal, "\tSigning Profile Owner Account ID (optional)", owner_so_far);
  if (!owner) return owner;
  return fmt::format("{}={}{}{}", each.path, *name, owner->empty() ? "" : ":", *owner);
}

}  // namespace

std::vector<Signable> find_signable(const project::Project& project) {
  std::vector<Signable> functions;
  std::vector<Signable> layers;
  for (const project::Stack* stack : project::all_stacks(project)) {
    for (const tmpl::Resource& resource : stack->source.resources()) {
      if (!is_function(resource.type)) continue;
      const tmpl::Effective properties(stack->source, resource);
      if (properties.find("CodeSigningConfigArn") == nullptr) continue;
      functions.push_back({.path = stack->full_path(resource.logical_id)});
      for (const std::string& layer : layers_of(stack->source, properties))
        add_layer(layers, stack->full_path(layer), functions.back().path);
    }
  }
  functions.insert(functions.end(), layers.begin(), layers.end());
  return functions;
}

Result<void> ask_signing(Context& context, const std::vector<Signable>& signable, config::Values& options) {
  if (signable.empty()) return {};
  system::Terminal& terminal = context.terminal;
  terminal.out("\n\t#Found code signing configurations in your function definitions\n");
  const Result<bool> wanted = ask_yes(terminal, "\tDo you want to sign your code?", true);
  if (!wanted) return fail(wanted.error());
  std::vector<std::string> profiles;
  if (*wanted) {
    const Result<package::SigningProfiles> known = read_signing_profiles(options);
    if (!known) return fail(known.error());
    terminal.out("\t#Please provide signing profile details for the following functions & layers\n");
    for (const Signable& each : signable) {
      const auto found = known->find(each.path);
      Result<std::string> profile = ask_profile(terminal, each, found == known->end() ? nullptr : &found->second);
      if (!profile) return fail(profile.error());
      profiles.push_back(*std::move(profile));
    }
  }
  options.set("signing-profiles", std::move(profiles), config::Origin::CommandLine);
  return {};
}

}  // namespace cxsam::cli::deploy_command
