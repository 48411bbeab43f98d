#include "schemas/compile/rules_reader.h"

#include <catch2/catch.hpp>

#include "schemas/compile/dump.h"
#include "schemas/compile/table_writer.h"

using namespace cxsam;

namespace {

std::string shown(Result<facts::FactMap> read) {
  if (!read) return read.error().to_string();
  const auto block = facts::write_table({std::move(*read)}).value();
  return facts::to_json(facts::Value::root(block.data()));
}

std::string bindings(const std::string& lines) {
  return shown(facts::read_bindings("# about\nrule\tpath\tschema\tfindings\ttable\tfunctions\tgap\n" + lines));
}

}  // namespace

TEST_CASE("read_bindings: by resource type, section and place", "[schemas]") {
  CHECK(
      bindings("E1\tResources/AWS::A::B/Properties/X/*\ta_b/x\tone\tregional\tliteral\tgap\n") ==
      R"({"resources":{"AWS::A::B":[{"functions":"literal","schema":"a_b/x","all":false,"gap":true,"path":["Properties","X","*"],"regional":true,"rule":"E1"}]}})");
  CHECK(
      bindings("E1\tResources/*/Metadata\t-\tall\t-\t-\t-\nE2\tResources/*\t-\tall\t-\t-\t-\n") ==
      R"({"resources":{"*":[{"functions":"-","schema":"","all":true,"gap":false,"path":["Metadata"],"regional":false,"rule":"E1"},)"
      R"({"functions":"-","schema":"","all":true,"gap":false,"path":[],"regional":false,"rule":"E2"}]}})");
  CHECK(
      bindings("E1\tOutputs/*/Value\ts\tall\t-\t-\t-\nE2\tResources\tt\tall\t-\t-\t-\n") ==
      R"({"sections":{"Outputs":[{"functions":"-","schema":"s","all":true,"gap":false,"path":["*","Value"],"regional":false,"rule":"E1"}],)"
      R"("Resources":[{"functions":"-","schema":"t","all":true,"gap":false,"path":[],"regional":false,"rule":"E2"}]}})");
  CHECK(
      bindings("E1\tAWS::A::B/Properties/X\t-\tall\t-\t-\t-\n") ==
      R"({"places":{"AWS::A::B/Properties/X":[{"functions":"-","schema":"","all":true,"gap":false,"path":[],"regional":false,"rule":"E1"}]}})");
}

TEST_CASE("read_bindings: errors name the line", "[schemas]") {
  CHECK(bindings("E1\tOutputs\ts\tsome\t-\t-\t-\n") == "line 3: `some` is neither `all` nor `one`");
  CHECK(bindings("E1\tOutputs\ts\tall\tyes\t-\t-\n") == "line 3: `yes` is neither `regional` nor `-`");
  CHECK(bindings("E1\tOutputs\ts\tall\t-\tno\t-\n") == "line 3: `no` has no meaning here");
  CHECK(bindings("E1\tOutputs\ts\tall\t-\t-\tno\n") == "line 3: `no` is neither `gap` nor `-`");
  CHECK(bindings("E1\tOutputs\ts\tall\n") == "line 3: 4 fields instead of 7");
  CHECK(shown(facts::read_bindings("rule\n")) == "line 1: the columns are not `rule path schema findings table functions gap`");
}

TEST_CASE("read_formats and read_rules", "[schemas]") {
  CHECK(shown(facts::read_formats("rule\tformat\tpattern\nE1\tA.Id\t^a$\n")) == R"({"A.Id":{"pattern":"^a$","rule":"E1"}})");
  CHECK(shown(facts::read_formats("rule\tformat\tpattern\nE1\tA\ta\nE2\tA\tb\n")) == "line 3: `A` stands here twice");
  constexpr std::string_view kColumns = "id\tseverity\tsummary\twhy\twrong\n";
  CHECK(shown(facts::read_rules(std::string(kColumns) + "E1\terror\tgood\tbad\t-\n")) ==
        R"({"E1":{"severity":"error","summary":"good","why":"bad"}})");
  CHECK(shown(facts::read_rules(std::string(kColumns) + "E1\terror\tgood\tbad\tis bad\n")) ==
        R"({"E1":{"severity":"error","summary":"good","why":"bad","wrong":"is bad"}})");
}
