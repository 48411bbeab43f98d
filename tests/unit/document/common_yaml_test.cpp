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

TEST_CASE("common YAML: what is written seldom, and yaml-cpp reads the same") {
  static constexpr const char* kTexts[] = {
      "A: &b c\nD: *b\n",
      "A: &b {c: d}\nE: [*b, &f g, *f]\n",
      "A: b\n  c\n\n  d # e\nF: g\n",
      "A: 'b\n  c'\nD: \"e  \n\n  f\"\n",
      "A: \"b\\\n  c\"\n",
      "A: b\r\nC: |\r\n  d\r\n\r\n  e\r\n",
      "%YAML 1.1\n---\nA: b\n...\n",
      "--- {A: b}\n",
      "A: !!str 1\nB: !!int 2\n",
      "A: \"\\x41\\u00e9\\U0001F600\\t\\e\\/\"\n",
      "A: |2\n    b\n   c\n",
      "A: |+\n  b\n\nC: >-\n  d\n    e\n  f\n",
      "A: |\n\n  b\n",
      "A: >\n  b\n\n    c\n\n  d\n",
      "A: [b: c, d]\n",
      "A: [b, ]\nC: {d: e, }\n",
      "A: {b, c: , d}\n",
      "A: {b:c}\nD: {\"e\":f}\n",
      "A: [b c\n  d]\n",
      "  A: b\n  C: d\n",
      "A: !Sub\nB: c\n",
      "A:\n- b\n-\nC: d\n",
      "&a A: b\nC: *a\n",
      "A: &b\n  C: d\nE:\n  <<: *b\n",
  };
  for (const char* text : kTexts) {
    INFO(text);
    CHECK(is_common(text));
    CHECK(outcome(parse_yaml_document, text) == outcome(parse_yaml_with_library, text));
  }
}

TEST_CASE("common YAML: what yaml-cpp does not read") {
  struct Layout {
    const char* text;
    const char* same_as;
  };
  static constexpr Layout kLayouts[] = {
      {"A:\n  !Sub |\n   b\n", "A: !Sub |\n   b\n"},
      {"A:\n  !Sub |\n b\nC: d\n", "A: !Sub |\n b\nC: d\n"},
      {"- A:\n    !Sub\n    >\n    b\n    c\n", "- A: !Sub \"b c\\n\"\n"},
      {"- !Sub |\n  a\n", "- !Sub \"a\\n\"\n"},
      {"A:\n  &b |\n  c\nD: *b\n", "A: \"c\\n\"\nD: \"c\\n\"\n"},
      {"A: |\n  b", "A: b\n"},
      {"A: 'b'#c\n", "A: b\n"},
      {"A: {B: cron(0 5 ? * * *), C: [d?, e ?f]}\n", "A: {B: 'cron(0 5 ? * * *)', C: ['d?', 'e ?f']}\n"},
  };
  for (const Layout& layout : kLayouts) {
    INFO(layout.text);
    Sources sources;
    Diagnostics diagnostics;
    const FileId one = sources.add("one.yaml", layout.text);
    const FileId other = sources.add("other.yaml", layout.same_as);
    const auto read = parse_yaml_document({sources.text(one), 0, one}, diagnostics, {});
    const auto wanted = parse_yaml_document({sources.text(other), 0, other}, diagnostics, {});
    REQUIRE(read);
    CHECK(same_value(*read, *wanted));
    CHECK_FALSE(diagnostics.has_errors());
  }
}

TEST_CASE("common YAML: what yaml-cpp has to read, or to refuse") {
  static constexpr const char* kTexts[] = {"",
                                           "A:\tb\n",
                                           "A: b: c\n",
                                           "A: b\n---\nC: d\n",
                                           "? A\n: b\n",
                                           "A: !<!x b\n",
                                           "A: [b\n",
                                           "A: [e]]\n",
                                           "A: 'b' c\n",
                                           "A: 'b\n",
                                           "A: \"b\\",
                                           "A:\n  B: c\n D: e\n",
                                           "- a\nB: c\n",
                                           "A: - b\n",
                                           "A: @b\n",
                                           "A: \"\\q\"\n",
                                           "A: *b\n",
                                           "%TAG ! tag:a:\n---\nA: b\n",
                                           "A: b\n c: d\n",
                                           "A: b # c\n d\n",
                                           "A: [b\n  : c]\n",
                                           "A: [,]\n",
                                           "A: \"b\n---\nc\"\n",
                                           "A: |\n\n    \n  b\n",
                                           "A: \"\\ud83d\"\n",
                                           "'a\n  b': c\n"};
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
