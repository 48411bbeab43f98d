#include "json/python_form.h"

#include <charconv>
#include <cmath>
#include <iterator>
#include <vector>

#include "json/json.h"

namespace cxsam {
namespace {

/// Writes each value as it comes.
class Writer final : public nlohmann::json_sax<Json> {
 public:
  std::string out;

  bool null() override { return write("null"); }
  bool boolean(bool value) override { return write(value ? "true" : "false"); }
  bool number_integer(number_integer_t value) override { return write(std::to_string(value)); }
  bool number_unsigned(number_unsigned_t value) override { return write(std::to_string(value)); }
  bool string(string_t& value) override { return write(quoted(value)); }
  bool binary(binary_t& /*value*/) override { return false; }

  bool number_float(number_float_t value, const string_t& text) override {
    const bool whole = text.find_first_of(".eE") == std::string::npos;  // too long for an integer of the machine
    if (whole) return write(text);
    separate();
    append_python_float(out, value);
    return true;
  }

  bool start_object(std::size_t /*count*/) override { return open('{'); }
  bool start_array(std::size_t /*count*/) override { return open('['); }
  bool end_object() override { return close('}'); }
  bool end_array() override { return close(']'); }

  bool key(string_t& name) override {
    separate();
    out += quoted(name);
    out += ": ";
    behind_key_ = true;
    return true;
  }

  bool parse_error(std::size_t /*at*/, const std::string& /*token*/, const nlohmann::detail::exception& /*fault*/) override {
    return false;
  }

 private:
  static std::string quoted(const std::string& text) { return dump_json(Json(text)); }

  void separate() {
    const bool follows = !empty_.empty() && !empty_.back() && !behind_key_;
    if (follows) out += ", ";
    behind_key_ = false;
    if (!empty_.empty()) empty_.back() = false;
  }

  bool write(std::string_view text) {
    separate();
    out += text;
    return true;
  }

  bool open(char bracket) {
    separate();
    out += bracket;
    empty_.push_back(true);
    return true;
  }

  bool close(char bracket) {
    empty_.pop_back();
    out += bracket;
    return true;
  }

  std::vector<bool> empty_;  // the lists and maps that are open, the innermost last
  bool behind_key_ = false;
};

}  // namespace

void append_python_float(std::string& out, double value) {
  constexpr double kLeastPlain = 1e-4;
  constexpr double kLeastBig = 1e16;
  const double size = std::abs(value);
  const bool plain = size == 0 || (size >= kLeastPlain && size < kLeastBig);
  char digits[64];
  const auto end =
      std::to_chars(digits, std::end(digits), value, plain ? std::chars_format::fixed : std::chars_format::scientific);
  const std::string_view text(digits, static_cast<std::size_t>(end.ptr - digits));
  out += text;
  if (plain && text.find('.') == std::string_view::npos) out += ".0";
}

std::string in_python_form(std::string_view text) {
  Writer writer;
  const bool whole = Json::sax_parse(text, &writer);
  return whole ? std::move(writer.out) : std::string(text);
}

}  // namespace cxsam
