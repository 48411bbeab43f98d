#include "local/env_json.h"

#include <utility>

#include "json/json.h"
#include "json/python_form.h"

namespace cxsam::local {
namespace {

constexpr std::size_t kOfFunction = 2;  // how many maps a variable stands in

/// Takes what stands two maps deep. False stops the parser, with the reason in `fault`.
class Reader final : public nlohmann::json_sax<Json> {
 public:
  std::map<std::string, std::map<std::string, std::string>, std::less<>> values;
  std::string fault;

  bool null() override { return take(""); }
  bool boolean(bool value) override { return take(value ? "true" : "false"); }
  bool number_integer(number_integer_t value) override { return take(std::to_string(value)); }
  bool number_unsigned(number_unsigned_t value) override { return take(std::to_string(value)); }
  bool string(string_t& value) override { return take(value); }
  bool binary(binary_t& /*value*/) override { return false; }

  bool number_float(number_float_t value, const string_t& text) override {
    const bool whole = text.find_first_of(".eE") == std::string::npos;  // too long for an integer of the machine
    if (whole) return take(text);
    std::string shortest;
    append_python_float(shortest, value);
    return take(shortest);
  }

  bool start_object(std::size_t /*count*/) override {
    if (depth_ == kOfFunction) take("");
    if (depth_ == 1) values[function_];
    ++depth_;
    return true;
  }

  bool start_array(std::size_t /*count*/) override {
    if (!take("")) return false;
    ++depth_;
    return true;
  }

  bool end_object() override { return leave(); }
  bool end_array() override { return leave(); }

  bool key(string_t& name) override {
    if (depth_ == 1) function_ = name;
    if (depth_ == kOfFunction) name_ = name;
    return true;
  }

  bool parse_error(std::size_t /*at*/, const std::string& /*token*/, const nlohmann::detail::exception& /*fault*/) override {
    return false;
  }

 private:
  bool take(std::string_view text) {
    if (depth_ == kOfFunction) values[function_][name_] = text;
    if (depth_ == 1) fault = "the entry `" + function_ + "` is no map of variables";
    if (depth_ == 0) fault = "it is no map of functions";
    return depth_ >= kOfFunction;
  }

  bool leave() {
    --depth_;
    return true;
  }

  std::size_t depth_ = 0;
  std::string function_;
  std::string name_;
};

}  // namespace

Result<std::map<std::string, std::map<std::string, std::string>, std::less<>>> parse_env_json(std::string_view text) {
  if (const auto document = parse_json(text); !document) return fail(document.error());
  Reader reader;
  if (Json::sax_parse(text, &reader)) return std::move(reader.values);
  return fail(Error{reader.fault}.hint("the form is {\"FunctionId\": {\"NAME\": \"value\"}}"));
}

}  // namespace cxsam::local
