#include "base/error_text.h"

namespace cxsam {

std::string error_text(const Error& error) {
  std::string lines = "Error: " + error.message + "\n";
  for (const std::string& context : error.context) lines += "  while " + context + "\n";
  for (const std::string& hint : error.hints) lines += "  hint: " + hint + "\n";
  return lines;
}

}  // namespace cxsam
