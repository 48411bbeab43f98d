// Options of commands that build.
#pragma once

#include "cli/options.h"

namespace cxsam::cli {

inline constexpr OptionSpec kBaseDir{.name = "base-dir",
                                     .aliases = "-s",
                                     .kind = OptionKind::Path,
                                     .value_name = "FOLDER",
                                     .help = "What code paths are relative to. Without it: the template's folder."};

inline constexpr OptionSpec kBuildInSource{
    .name = "build-in-source",
    .kind = OptionKind::Flag,
    .help = "Run make, npm and esbuild in the code's folder itself instead of in a copy.",
    .negatable = true};

inline constexpr std::string_view kBuiltHere = "builds run on this machine, without containers";
inline constexpr OptionSpec kUseContainer{.name = "use-container",
                                          .aliases = "-u",
                                          .kind = OptionKind::Flag,
                                          .negatable = true,
                                          .hidden = true,
                                          .no_effect = kBuiltHere};
inline constexpr OptionSpec kBuildImage{
    .name = "build-image", .aliases = "-bi", .kind = OptionKind::List, .hidden = true, .no_effect = kBuiltHere};
inline constexpr OptionSpec kContainerEnvVarFile{
    .name = "container-env-var-file", .aliases = "-ef", .kind = OptionKind::Path, .hidden = true, .no_effect = kBuiltHere};

}  // namespace cxsam::cli
