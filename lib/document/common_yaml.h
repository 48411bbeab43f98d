// The YAML that templates are nearly always written in, read without yaml-cpp: its scanner tries a handful of patterns at
// each sign, which is more than all the rest of validate costs on a large template.
#pragma once

#include <string_view>

#include <yaml-cpp/eventhandler.h>

namespace cxsam {

/// Gives `events` what yaml-cpp gives for the text, marks with their `pos` only. False where the text has anything else
/// than one document of block and flow collections, tags of letters, plain and quoted scalars within a line, and block
/// scalars without indicators of their indentation: anchors, aliases, tabs, folded plain text and every mistake are
/// yaml-cpp's to read. The events that were given are of no use then.
bool read_common_yaml(std::string_view text, YAML::EventHandler& events);

}  // namespace cxsam
