// Reads tests/lint/<ID>.md: prose with fenced examples, see tests/lint/README.md.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"

namespace cxsam::test {

struct Fence {
  std::string language;                        // "yaml"
  std::map<std::string, std::string> options;  // "limits=classic"
  std::string file;                            // a word without '=': the name of a file
  std::string content;
  std::size_t line = 0;  // of the first line of the content, in the Markdown file
};

/// The fences below one heading.
struct Section {
  std::string title;
  std::vector<Fence> fences;
};

inline Fence open_fence(std::string_view words) {
  Fence fence;
  for (const std::string_view word : split(trim(words), ' ')) {
    const std::size_t equals = word.find('=');
    if (fence.language.empty())
      fence.language = word;
    else if (equals == std::string_view::npos)
      fence.file = word;
    else
      fence.options.emplace(word.substr(0, equals), word.substr(equals + 1));
  }
  return fence;
}

inline std::vector<Section> read_sections(std::string_view markdown) {
  std::vector<Section> sections(1);
  bool inside = false;
  std::size_t number = 0;
  for (const std::string_view line : split(markdown, '\n')) {
    ++number;
    if (line.starts_with("```")) {
      if (!inside) {
        sections.back().fences.push_back(open_fence(line.substr(3)));
        sections.back().fences.back().line = number + 1;
      }
      inside = !inside;
    } else if (inside) {
      sections.back().fences.back().content.append(line).append("\n");
    } else if (line.starts_with("#")) {
      sections.push_back({std::string(trim(line.substr(line.find_first_not_of('#')))), {}});
    }
  }
  return sections;
}

}  // namespace cxsam::test
