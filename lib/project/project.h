// The template of a command with all its nested stacks and everything that is known of them, loaded the same way by every
// command and by reload.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "application/application.h"
#include "base/result.h"
#include "diagnostic/diagnostic.h"
#include "project/need.h"
#include "project/stack.h"
#include "template/parameters.h"
#include "template/resolver.h"

namespace cxsam::project {

/// Immutable after load(); shared with requests in flight during a reload.
struct Project {
  std::unique_ptr<Sources> sources;  // the texts that nodes and findings point into
  Stack root;
  application::Application application;  // of all stacks, the root's first; empty unless the need is Running

  /// By its path; "" is the root.
  [[nodiscard]] const Stack* find_stack(std::string_view path) const;
};

/// The root and everything below it, each stack before its children, in template order.
std::vector<const Stack*> all_stacks(const Project& project);

/// What is known of the outputs of nested stacks (`!GetAtt Child.Outputs.Url`), for a resolver over a template of the stack,
/// which must outlive the result.
tmpl::PhysicalValue outputs_of_children(const Stack& stack);

struct Request {
  std::filesystem::path template_path;
  std::optional<std::string> text = std::nullopt;  // instead of the file: standard input, an editor's buffer
  tmpl::ParameterOverrides parameters = {};        // for the root; nested stacks get theirs from their parents
  tmpl::Environment environment = {};
  Need need = Need::Deployment;
  bool expanded = true;  // false stops before the transform: for what shows the template as it is written
  bool nested = true;    // false reads the root alone
};

struct Loaded {
  Project project;        // the best that could be read, also when `failure` is set
  bool readable = false;  // there is a document; else the root is an empty template
  /// Sorted, each once. Errors are what is in the way of the need; what it can pass over is a warning that says so. For
  /// Deployment those of the root's template, and the nested ones only in so far as they cannot be loaded: each is checked by
  /// itself.
  Diagnostics findings;
  std::optional<Error> failure;  // there is no file, or there are errors
};

/// The only way from a file to a project. Nothing of the user's template is thrown: what is wrong stands in the findings.
Loaded load(const Request& request);
/// The same of a text that is in `sources` already.
Loaded load(std::unique_ptr<Sources> sources, FileId file, const Request& request);

/// The template that a command means: the given path, else template.yaml, template.yml, template.json in `folder`; for
/// `built_first` .aws-sam/build/template.yaml comes before these. The error reads as SAM CLI's.
/// Source: SAM CLI, `--template-file`.
Result<std::filesystem::path> find_template(const std::filesystem::path& folder, const std::optional<std::string>& given,
                                            bool built_first);

}  // namespace cxsam::project
