#include "lint/settings/settings.h"

#include <catch2/catch.hpp>

#include "document/reader.h"
#include "lint/settings/files.h"
#include "tests/support/scratch_folder.h"

using namespace cxsam;
using lint::Settings;
using Texts = std::vector<std::string>;

namespace {

Settings read(const std::string& text, Texts& problems) {
  Sources sources;
  Diagnostics diagnostics;
  const std::optional<Node> node = read_document(sources, sources.add("rc", text), diagnostics);
  REQUIRE(node);
  return lint::read_settings(*node, problems);
}

}  // namespace

TEST_CASE("settings: lists, words and switches, with either sign between words") {
  Texts problems;
  const Settings settings = read(
      "ignore_checks: [W, E3012]\ninclude-checks: I\nconfigure_rules: {E3012: {strict: false}}\nmerge-configs: true\n"
      "append_rules: [x]\nper-file-ignores: {'old/*': [E3002]}\noutput: sarif\n",
      problems);
  CHECK(problems.empty());
  CHECK(settings.ignore_checks == Texts{"W", "E3012"});
  CHECK(settings.include_checks == Texts{"I"});
  CHECK(settings.configure_rules == Texts{"E3012:strict=false"});
  CHECK(settings.merge_configs == true);
  CHECK(settings.output == "sarif");
  CHECK(settings.per_file_ignores.at("old/*") == Texts{"E3002"});
}

TEST_CASE("settings: unknown names and wrong forms are told") {
  Texts problems;
  read("ignore_check: [W]\nmerge_configs: maybe\nregions: {a: b}\n", problems);
  CHECK(problems == Texts{"`ignore_check` is no setting: did you mean `ignore_checks`?",
                          "`merge_configs` has a value of another form", "`regions` has a value of another form"});
}

TEST_CASE("settings: a list that is not empty hides the weaker one, unless lists merge") {
  Settings strong, weak;
  strong.ignore_checks = {"W"};
  weak.ignore_checks = {"E3012"};
  weak.include_checks = {"I"};
  weak.strict = true;
  const Settings hidden = lint::combine(strong, weak);
  CHECK(hidden.ignore_checks == Texts{"W"});
  CHECK(hidden.include_checks == Texts{"I"});
  CHECK(hidden.strict == true);
  weak.merge_configs = true;
  CHECK(lint::combine(strong, weak).ignore_checks == Texts{"W", "E3012"});
}

TEST_CASE("settings: those of rules by id and name") {
  const lint::RuleSettings rules = lint::rule_settings({"E3012:strict=true", "nonsense", "E9:a=b=c"});
  CHECK(rules.size() == 2);
  CHECK(rules.at("E3012").at("strict") == "true");
  CHECK(rules.at("E9").at("a") == "b=c");
}

TEST_CASE("settings: .cfnlintrc of the folder before that of the home folder") {
  const test::ScratchFolder folder, home;
  folder.write(".cfnlintrc.yaml", "ignore_checks: [W]\n");
  home.write(".cfnlintrc", "ignore_checks: [E]\nregions: [eu-west-1]\n");
  Texts warnings;
  const Result<Settings> settings = lint::read_cfnlintrc(folder.path(), home.path(), warnings);
  REQUIRE(settings);
  CHECK(settings->ignore_checks == Texts{"W"});
  CHECK(settings->regions == Texts{"eu-west-1"});
  CHECK(warnings.empty());

  folder.write(".cfnlintrc.yaml", "ignore_checks: [W\n");
  CHECK_FALSE(lint::read_cfnlintrc(folder.path(), std::nullopt, warnings));
}
