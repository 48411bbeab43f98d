#include <catch2/catch.hpp>

#include "json/python_form.h"

using cxsam::in_python_form;

// What `json.dumps(json.loads(text), ensure_ascii=False)` of Python 3.11 gives.
TEST_CASE("python form: blanks, texts and numbers are written as Python's json does", "[json]") {
  CHECK(in_python_form(R"({"a":1,"b":[1,2],"c":{}})") == R"({"a": 1, "b": [1, 2], "c": {}})");
  CHECK(in_python_form(" [ [ ] , { \"a\" : [ { } ] , \"b\" : null } , true ,false ]\n") ==
        R"([[], {"a": [{}], "b": null}, true, false])");
  CHECK(in_python_form(R"("\u66f0\u0041\n\/\ud83d\ude00\u0001")") == "\"曰A\\n/😀\\u0001\"");
  CHECK(in_python_form("\"\x7f\"") == "\"\x7f\"");
  CHECK(in_python_form("[1.0, 1e5, 1E+10, -0, -0.0, 0.1, 1e16, 1e-5, 3.14159265358979323846]") ==
        "[1.0, 100000.0, 10000000000.0, 0, -0.0, 0.1, 1e+16, 1e-05, 3.141592653589793]");
  CHECK(in_python_form("[123456789012345678901234567890,-98765432109876543210]") ==
        "[123456789012345678901234567890, -98765432109876543210]");
}

TEST_CASE("python form: what is no JSON stays as it is", "[json]") {
  for (const char* text : {"", "\n", "hello", "{\"a\":", "{} {}", "NaN", "<b>", "\"\\ud83d\"", "\xff\xfe"})
    CHECK(in_python_form(text) == text);
}
