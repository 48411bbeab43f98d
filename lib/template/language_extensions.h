// The AWS::LanguageExtensions transform.
// Source: AWS CloudFormation template reference, "AWS::LanguageExtensions transform".
#pragma once

#include <cstdint>
#include <optional>

#include "template/parameters.h"
#include "template/undecided.h"

namespace cxsam::tmpl {

/// True when Transform names AWS::LanguageExtensions.
bool names_language_extensions(const Node& root);

enum class ExtensionStyle : std::uint8_t {
  /// What the transform defines is replaced by what it comes to, and nothing else: the result can be deployed.
  CloudFormation,
  /// As SAM CLI's `--language-extensions` expands on the user's machine: every function that is known is replaced too, and an
  /// Fn::Sub by its text, in which unknown names stay as they are written.
  SamCli,
};

/// The loops alone. False after an error (id E0001, none where a deployment would give what is missing); what could not be
/// expanded is gone then.
bool expand_loops(Node& root, const ParameterOverrides& parameters, const Environment& environment, Undecided undecided,
                  Sources& sources, Diagnostics& diagnostics);

/// The template after the transform: loops expanded; Fn::FindInMap, Fn::Length, Fn::ToJsonString, functions within Ref and
/// Fn::GetAtt and those of DeletionPolicy and UpdateReplacePolicy replaced. What is not known before deployment stays.
/// Nothing is returned after an error.
std::optional<Node> expand_language_extensions(Node root, const ParameterOverrides& parameters, const Environment& environment,
                                               ExtensionStyle style, Undecided undecided, Sources& sources,
                                               Diagnostics& diagnostics);

}  // namespace cxsam::tmpl
