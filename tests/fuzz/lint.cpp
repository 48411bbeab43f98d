// Templates through everything that `cxsam validate` does: reading, transform, all rules and their forms of output.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "diagnostic/render.h"
#include "lint/outputs/output.h"
#include "request.h"

using namespace cxsam;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string text(reinterpret_cast<const char*>(data), size);
  std::vector<lint::Report> reports;
  reports.push_back(
      lint::validate({"template.yaml", std::move(text), size % 2 == 0 ? lint::Input::Kind::Template : lint::Input::Kind::Named},
                     fuzz::request(size)));
  const lint::Report& report = reports.front();
  if (report.failure) std::abort();
  // Nothing to go on with has its reason.
  if (!report.source && !report.passed_over && !report.diagnostics.has_errors()) std::abort();
  for (const lint::Output* output : lint::all_outputs()) output->render(reports, {});
  return 0;
}
