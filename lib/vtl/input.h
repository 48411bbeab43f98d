// `$input` and `$util`, which API Gateway gives to mapping templates.
// Source: API Gateway developer guide, "Mapping template variable reference".
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "json/json_fwd.h"
#include "vtl/run.h"

namespace cxsam::vtl {

/// A body that templates and mappings ask about; it is parsed when the first of them does so.
class Payload {
 public:
  explicit Payload(std::string_view text);
  ~Payload();
  Payload(const Payload&) = delete;
  Payload& operator=(const Payload&) = delete;

  [[nodiscard]] std::string_view text() const { return text_; }
  /// JSON, or what the text is where it is none (json/lenient.h); null where it begins like JSON and has no end.
  const Json* json();

 private:
  std::string_view text_;
  std::unique_ptr<Json> json_;
  bool parsed_ = false;
};

/// `parameters`: {"path": {...}, "querystring": {...}, "header": {...}}, in which names are looked up in this order. `payload`
/// must outlive the run.
Value make_input(Run& run, Payload& payload, Map* parameters);
Value make_util(Run& run);

}  // namespace cxsam::vtl
