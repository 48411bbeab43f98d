// --fix and --unsafe-fixes: what was fixed can be read, has nothing left to fix, and lost nothing but what the fixes take.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "document/reader.h"
#include "lint/fixes/file.h"
#include "request.h"

using namespace cxsam;

namespace {

[[noreturn]] void broken(const char* what, const std::string& before, const std::string& after) {
  std::fprintf(stderr, "%s:\n%s\n-- after --\n%s\n", what, before.c_str(), after.c_str());
  std::abort();
}

bool can_be_read(const std::string& text) {
  Sources sources;
  Diagnostics diagnostics;
  return read_document(sources, sources.add("template.yaml", text), diagnostics) && !diagnostics.has_errors();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  const lint::Request request = fuzz::request(size);
  const bool unsafe_too = size % 4 != 0;
  const lint::FixedText once = lint::fix_text("template.yaml", text, request, unsafe_too);
  if ((once.fixed == 0) != (once.text == text)) broken("fixes and changes disagree", text, once.text);
  if (once.fixed == 0) return 0;
  if (!can_be_read(once.text)) broken("no longer to be read", text, once.text);
  const lint::FixedText twice = lint::fix_text("template.yaml", once.text, request, unsafe_too);
  if (twice.fixed != 0) broken("more to fix the second time", once.text, twice.text);
  return 0;
}
