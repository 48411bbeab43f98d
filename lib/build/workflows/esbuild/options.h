// From Metadata.BuildProperties to the command line of esbuild.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "document/node.h"

namespace cxsam::build::esbuild {

/// Arguments for every property but EntryPoints and UseNpmCi: `Minify: true` is `--minify`, `Target: es2022` is
/// `--target=es2022`, `External: [a, b]` is `--external:a --external:b`, `Define: {DEBUG: false}` is `--define:DEBUG=false`.
/// With the defaults of AWS SAM where there is none: bundled for Node.js, minified, es2020. `unknown` gets the names of
/// properties that esbuild does not have. Source: AWS SAM developer guide, "Building Node.js Lambda functions with esbuild";
/// esbuild documentation, "API".
std::vector<std::string> arguments(const Node& properties, const std::function<void(std::string_view)>& unknown);

/// The names of all properties.
std::vector<std::string> property_names();

}  // namespace cxsam::build::esbuild
