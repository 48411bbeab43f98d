// JSON text straight into a string: events are written once per request and read by somebody else, so no tree is built.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace cxsam::gateway {

/// Appends `text` as a JSON string with its quotes. What is no UTF-8 becomes U+FFFD (`valid_utf8()`).
void append_json_string(std::string& out, std::string_view text);

/// Objects and lists; commas are its business, matching of begin and end is the caller's.
class JsonWriter {
 public:
  explicit JsonWriter(std::string& out) : out_(out) {}

  void begin_object() { open('{'); }
  void end_object() { close('}'); }
  void begin_list() { open('['); }
  void end_list() { close(']'); }

  /// The key of the member whose value comes next. Keys are written as they are: they are ours and need no escapes.
  void key(std::string_view name);
  /// A key that a client chose.
  void foreign_key(std::string_view name);

  void string(std::string_view text);
  void number(std::int64_t value);
  void boolean(bool value) { raw(value ? "true" : "false"); }
  void null() { raw("null"); }
  /// JSON that is already written.
  void raw(std::string_view json);

  void member(std::string_view name, std::string_view text) {
    key(name);
    string(text);
  }
  void null_member(std::string_view name) {
    key(name);
    null();
  }

  /// An object of texts under keys that are not ours; `pairs` of them.
  template <class Pairs>
  void texts(std::string_view name, const Pairs& pairs) {
    key(name);
    begin_object();
    for (const auto& [foreign, text] : pairs) {
      foreign_key(foreign);
      string(text);
    }
    end_object();
  }

 private:
  void separate();
  void open(char bracket);
  void close(char bracket);

  std::string& out_;
  bool comma_ = false;
};

}  // namespace cxsam::gateway
