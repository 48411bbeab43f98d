// In-process figures of validation: all of it, and reading alone; without starting and without output.
// usage: validate_bench TEMPLATE RUNS -> {"validate_ms", "read_ms", "findings"}, minima of the runs
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>

#include "base/file.h"
#include "document/reader.h"
#include "lint/validate.h"

using namespace cxsam;

namespace {

/// Milliseconds that `work` takes.
template <class Work>
double time_of(const Work& work) {
  const auto begin = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
}

}  // namespace

int main(int argc, char** argv) {
  const auto text = argc == 3 ? read_file(argv[1]) : fail("usage: validate_bench TEMPLATE RUNS");
  if (!text) return std::fprintf(stderr, "%s\n", text.error().to_string().c_str()), 1;
  const lint::Input input{.path = argv[1], .text = *text, .kind = lint::Input::Kind::Template};
  lint::Request request{};
  request.limits = facts::find_limits("current").value();
  request.profile = "current";
  request.today = "2026-01-01";
  double validating = 1e9;
  double reading = 1e9;
  std::size_t findings = 0;
  for (int i = 0; i < std::atoi(argv[2]); ++i) {
    validating = std::min(validating, time_of([&] { findings = lint::validate(input, request).diagnostics.items().size(); }));
    reading = std::min(reading, time_of([&] {
                         Sources sources;
                         Diagnostics diagnostics;
                         read_document(sources, sources.add("template.yaml", *text), diagnostics);
                       }));
  }
  std::printf(R"({"validate_ms": %.3f, "read_ms": %.3f, "findings": %zu})"
              "\n",
              validating, reading, findings);
}
