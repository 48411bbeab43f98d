#include "document/common_yaml.h"

#include <filesystem>

#include <catch2/catch.hpp>

#include "base/file.h"
#include "diagnostic/render.h"
#include "document/parse.h"
#include "document/yaml_events.h"

using namespace cxsam;

namespace {

/// Everything of a node and what is below it, as text.
void write(const Node& node, std::string& out) {
  const auto add = [&](std::size_t number) { out += std::to_string(number) + ' '; };
  add(static_cast<std::size_t>(node.kind));
  add(static_cast<std::size_t>(node.style));
  add(node.span.begin);
  add(node.span.end);
  out += node.text + '\n';
  for (const Node& item : node.items) write(item, out);
  for (const Member& member : node.members) {
    add(member.key_span.begin);
    add(member.key_span.end);
    out += member.key + ": ";
    write(member.value, out);
  }
}

using Parse = std::optional<Node> (*)(DocumentText, Diagnostics&, ReadLimits);

/// The tree and the findings of one of the two ways to read a text.
std::string outcome(Parse parse, std::string_view text) {
  Sources sources;
  Diagnostics diagnostics;
  const FileId file = sources.add("template.yaml", std::string(text));
  const std::optional<Node> node = parse({sources.text(file), 0, file}, diagnostics, {});
  std::string out;
  if (node) write(*node, out);
  return out + render_json(sources, diagnostics.items());
}

bool is_common(std::string_view text) {
  Diagnostics diagnostics;
  TreeBuilder tree(0, diagnostics, {});
  YamlEvents events(text, 0, 0, tree, diagnostics);
  return read_common_yaml(text, events);
}

}  // namespace

TEST_CASE("common YAML: what yaml-cpp is spared, and reads the same") {
  static constexpr const char* kTexts[] = {
      "a\n",
      "A: b\n",
      "A: b",
      "# first\n\n---\n# second\nA: b # third\nB: c#d\n",
      "A:\n  B:\n    C: d\n  E: f\nG: h\n",
      "A:\n- b\n- c\nD:\n  - e\n  -   f: g\n      h: i\n  - - j\n    - k\nL: m\n",
      "- a\n-\n  b: c\n",
      "'it''s': \"a \\\"b\\\" \\\\ \\n\"\n\"k\" : v\n",
      "A: ~\nB:\nC: null\nD: 'null'\n",
      "A:\nB:\n\n",
      "A: [b, 'c', !Ref D, [e], {f: g, \"h\": [i]}]\nE: {}\nF: [ ]\n",
      "A: [b, # c\n  d\n]\nE: {f:\n  g, h: -1}\n",
      "A: !Sub '${B}'\nC: !If\n  - D\n  - !Ref E\nF: !Join\n- ''\n- [a]\nG: !Not\n  [x]\n",
      "A: !Transform\n  Name: b\nC:\n  - !Sub\n    - d\n    - {e: f}\n",
      "A: |\n  b\n    c\n\n  d\n\n\nE: >-\n  f\n  g\n\n  h\n",
      "A:\n  - |-\n    b\n   \n    c\n# d\nE: >\n  f\n",
      "- !Sub |\n   a\n",
      "A: http://b:80/c\nD: -e\nF: a - b\nG: \xC3\xA9\n",
      "A: !Unknown b\nA: c\n",
  };
  for (const char* text : kTexts) {
    INFO(text);
    CHECK(is_common(text));
    CHECK(outcome(parse_yaml_document, text) == outcome(parse_yaml_with_library, text));
  }
}

TEST_CASE("common YAML: what yaml-cpp has to read") {
  static constexpr const char* kTexts[] = {"",
                                           "A: &b c\nD: *b\n",
                                           "A: b\n  c\n",
                                           "A: 'b\n  c'\n",
                                           "A:\tb\n",
                                           "A: b\r\n",
                                           "A: b: c\n",
                                           "A: b\n---\nC: d\n",
                                           "A: b\n...\n",
                                           "%YAML 1.1\n---\nA: b\n",
                                           "? A\n: b\n",
                                           "A: !!str b\n",
                                           "A: !<!x> b\n",
                                           "A: \"\\x41\"\n",
                                           "A: |2\n   b\n",
                                           "A: |+\n  b\n\n",
                                           "A: |\n  b",
                                           "A: |\n\n  b\n",
                                           "A: >\n  b\n    c\n",
                                           "A: [b: c]\n",
                                           "A: [b, ]\n",
                                           "A: {b}\n",
                                           "A: {b: }\n",
                                           "A: [b\n",
                                           "A: [e]]\n",
                                           "A: {b:c}\n",
                                           "A: {\"b\":c}\n",
                                           "A: 'b' c\n",
                                           "A: 'b\n",
                                           " A: b\nC: d\n",
                                           "A:\n  B: c\n D: e\n",
                                           "- a\nB: c\n",
                                           "A: - b\n",
                                           "A: !Sub\nB: c\n",
                                           "A: @b\n",
                                           "A: !a:b c\n",
                                           "- !Sub |\n  a\n"};
  for (const char* text : kTexts) {
    INFO(text);
    CHECK_FALSE(is_common(text));
  }
}

TEST_CASE("common YAML: every template of the tests and of `init` is read as yaml-cpp reads it") {
  const std::filesystem::path root = CXSAM_SOURCE_DIR;
  std::size_t read = 0;
  for (const char* folder : {"tests", "templates"}) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root / folder)) {
      if (entry.path().extension() != ".yaml" && entry.path().extension() != ".yml") continue;
      const auto text = read_file(entry.path());
      if (!text || !is_common(*text)) continue;
      ++read;
      INFO(entry.path().string());
      CHECK(outcome(parse_yaml_document, *text) == outcome(parse_yaml_with_library, *text));
    }
  }
  CHECK(read > 100);
}
