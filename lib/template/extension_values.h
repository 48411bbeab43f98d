// What the functions of AWS::LanguageExtensions come to; see language_extensions.h.
#pragma once

#include "diagnostic/diagnostic.h"
#include "template/resolver.h"
#include "template/undecided.h"

namespace cxsam::tmpl {

/// Replaces, everywhere below `node`, what AWS::LanguageExtensions defines and what is known of it.
void put_extension_values(Node& node, const Resolver& resolver);

/// DeletionPolicy and UpdateReplacePolicy of the resources, which must be known. False after an error (id E0001, none where a
/// deployment would give what is missing).
bool put_policies(Node& resources, const Resolver& resolver, Undecided undecided, Diagnostics& diagnostics);

/// Every known function, and the text of every Fn::Sub with unknown names as they are written; see ExtensionStyle::SamCli.
void put_all_values(Node& node, const Resolver& resolver);

}  // namespace cxsam::tmpl
