#include "vtl/escape_javascript.h"

#include "vtl/utf16.h"

namespace cxsam::vtl {
namespace {

void append_escaped(std::string& out, char16_t unit) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  out += "\\u";
  for (const unsigned shift : {12U, 8U, 4U, 0U}) out += kDigits[(unit >> shift) & 0xFU];
}

}  // namespace

std::string escape_javascript(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char16_t unit : to_utf16(text)) {
    switch (unit) {
      case u'"':
        out += "\\\"";
        break;
      case u'\\':
        out += "\\\\";
        break;
      case u'\b':
        out += "\\b";
        break;
      case u'\f':
        out += "\\f";
        break;
      case u'\n':
        out += "\\n";
        break;
      case u'\r':
        out += "\\r";
        break;
      case u'\t':
        out += "\\t";
        break;
      default:
        if (unit < u' ' || unit > u'~') {
          append_escaped(out, unit);
        } else {
          out += static_cast<char>(unit);
        }
    }
  }
  return out;
}

}  // namespace cxsam::vtl
