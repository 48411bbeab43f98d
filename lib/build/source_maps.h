// Source maps of bundles: Node.js reads them when NODE_OPTIONS says so.
// Source: AWS SAM developer guide, "Building Node.js Lambda functions with esbuild", property Sourcemap.
#pragma once

#include <string>
#include <string_view>

#include "document/node.h"
#include "template/effective.h"

namespace cxsam::build {

/// Whether the function's environment asks Node.js for source maps, so that they are made without `Sourcemap: true`.
bool asks_for_source_maps(const tmpl::Effective& properties);

/// Adds `--enable-source-maps` to the NODE_OPTIONS of a resource that is built with `Sourcemap: true`. `globals` is the
/// template's Globals.Function, or null: what it says in NODE_OPTIONS stays.
void enable_source_maps(Node& resource, const Node* globals);

}  // namespace cxsam::build
