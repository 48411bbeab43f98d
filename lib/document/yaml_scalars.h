// The texts of YAML: plain, in quotes, and in blocks of lines. Each function reads from `text.at`, leaves it behind the value
// and writes that to `value`; Uncommon is thrown at what PyYAML does not read.
#pragma once

#include <string>

#include "document/yaml_text.h"

namespace cxsam {

/// Where a plain text stands: brackets and commas end it within them.
enum class Around { Block, Flow };

/// 'text' or "text", over any number of lines.
void read_quoted(YamlText& text, std::string& value);

/// A plain text up to the end of its line, a comment, or what ends it.
void read_plain(YamlText& text, Around around, std::string& value);

/// The lines below it that belong to it: those indented more than `parent`, within brackets all.
void read_plain_lines(YamlText& text, Around around, int parent, std::string& value);

/// `|` or `>` and the lines below that are indented more than `parent`.
void read_block(YamlText& text, int parent, std::string& value);

}  // namespace cxsam
