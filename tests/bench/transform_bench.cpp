// In-process figures of the transform: reading, transforming and writing a template, and the peak memory.
// usage: transform_bench TEMPLATE RUNS -> {"read_ms", "transform_ms", "write_ms", "resources", "peak_kib"}, minima of the runs
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>

#include "base/file.h"
#include "document/reader.h"
#include "document/writer.h"
#include "transform/transform.h"

using namespace cxsam;

namespace {

struct Figures {
  double read = 1e9;
  double transform = 1e9;
  double write = 1e9;
  std::size_t resources = 0;
};

/// The time since it was last asked, in milliseconds.
class Clock {
 public:
  double lap() {
    const auto now = std::chrono::steady_clock::now();
    const double passed = std::chrono::duration<double, std::milli>(now - last_).count();
    last_ = now;
    return passed;
  }

 private:
  std::chrono::steady_clock::time_point last_ = std::chrono::steady_clock::now();
};

bool run(const std::string& text, Figures& figures) {
  Sources sources;
  Diagnostics diagnostics;
  Clock clock;
  auto document = read_document(sources, sources.add("template.yaml", text), diagnostics);
  if (!document) return false;
  const tmpl::Template source = tmpl::Template::from(std::move(*document), diagnostics);
  figures.read = std::min(figures.read, clock.lap());
  const auto made = transform::transform(source, {.environment = {}, .parameters = {}}, sources, diagnostics);
  figures.transform = std::min(figures.transform, clock.lap());
  if (!made) return false;
  const std::string written = write_json(*made);
  figures.write = std::min(figures.write, clock.lap());
  figures.resources = made->find("Resources")->members.size();
  return !written.empty();
}

}  // namespace

int main(int argc, char** argv) {
  const auto text = argc == 3 ? read_file(argv[1]) : fail("usage: transform_bench TEMPLATE RUNS");
  if (!text) return std::fprintf(stderr, "%s\n", text.error().to_string().c_str()), 1;
  Figures figures;
  for (int i = 0; i < std::atoi(argv[2]); ++i) {
    if (!run(*text, figures)) return std::fputs("the template cannot be transformed\n", stderr), 1;
  }
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  std::printf(R"({"read_ms": %.3f, "transform_ms": %.3f, "write_ms": %.3f, "resources": %zu, "peak_kib": %ld})"
              "\n",
              figures.read, figures.transform, figures.write, figures.resources, usage.ru_maxrss);
}
