// YAML as templates are written in, read without yaml-cpp: its scanner tries a handful of patterns at each sign, which is more
// than all the rest of validate costs on a large template, and it measures a block text below a tag against the tag.
#pragma once

#include <string_view>

#include <yaml-cpp/eventhandler.h>

namespace cxsam {

/// Gives `events` what yaml-cpp gives for the text, marks with their `pos` only. False where the text is not one document that
/// PyYAML reads too, and for `? ` before keys, `%TAG`, keys that are no text, and `!` without a name: these and every mistake
/// are yaml-cpp's to read or to explain. The events that were given are of no use then.
bool read_common_yaml(std::string_view text, YAML::EventHandler& events);

}  // namespace cxsam
