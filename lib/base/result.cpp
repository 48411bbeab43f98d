#include "base/result.h"

#include <system_error>

namespace cxsam {

std::string Error::to_string() const {
  std::string text = message;
  for (const std::string& where : context) text += (&where == &context.front() ? " (" : "; ") + where;
  if (!context.empty()) text += ')';
  return text;
}

std::string errno_text(int code) { return std::generic_category().message(code); }

}  // namespace cxsam
