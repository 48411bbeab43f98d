#include "cli/boundary.h"

#include <catch2/catch.hpp>
#include <stdexcept>

#include "cli/info.h"

using namespace cxsam;

namespace {

struct Ran {
  int code = 0;
  std::string out;
  std::string err;
};

Ran run(const std::function<int(system::Terminal&)>& body) {
  Ran ran;
  system::Terminal terminal(ran.out, ran.err);
  const std::vector<std::string> words{"cxsam", "graph", "-t", "x.yaml"};
  ran.code = cli::run_bounded(terminal, words, [&] { return body(terminal); });
  return ran;
}

}  // namespace

TEST_CASE("boundary: the code and the output of a command pass through") {
  const Ran ran = run([](system::Terminal& terminal) {
    terminal.out("data");
    return 3;
  });
  CHECK(ran.code == 3);
  CHECK(ran.out == "data");
  CHECK(ran.err.empty());
}

TEST_CASE("boundary: an exception is told as a bug, with version and command") {
  const Ran ran = run([](system::Terminal&) -> int { throw std::logic_error("no embedded file x"); });
  CHECK(ran.code == 70);
  CHECK(ran.err == "Error: no embedded file x\nThis is a bug in cxsam " + cli::version() +
                       ". The command was:\n  cxsam graph -t x.yaml\n");
  CHECK(run([](system::Terminal&) -> int { throw 42; }).code == 70);
}
