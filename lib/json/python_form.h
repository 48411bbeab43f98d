// JSON as Python's module `json` writes it, which is how SAM CLI prints what functions answer.
#pragma once

#include <string>
#include <string_view>

namespace cxsam {

/// `repr()` of a float: the shortest digits that mean it, with an exponent below 1e-4 and from 1e16 on.
void append_python_float(std::string& out, double value);

/// `json.dumps(json.loads(text), ensure_ascii=False)`: {"a": [1, 100000.0]}. Whole numbers keep all their digits, and a key
/// that stands twice stays so. What is no JSON is given back as it is.
std::string in_python_form(std::string_view text);

}  // namespace cxsam
