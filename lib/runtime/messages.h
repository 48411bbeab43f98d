// What goes between cxsam and the processes of a function.
#pragma once

#include <cstdint>
#include <string>

namespace cxsam::runtime {

/// What the process gets for one invocation.
struct Event {
  std::string request_id;
  std::int64_t deadline_ms = 0;  // since 1970
  std::string function_arn;
  std::string trace_id;
  std::string client_context;
  std::string cognito_identity = {};
  std::string tenant_id = {};
  std::string payload;
};

/// A call of a process that is answered with an error document.
struct Refusal {
  int status;
  std::string type;
  std::string message;
};

struct Failure {
  std::string type;      // of the Lambda-Runtime-Function-Error-Type header, checked
  std::string document;  // the body, unchanged
};

/// Whose process it is, for the journal (`path`) and for its extensions (the rest).
struct FunctionIdentity {
  std::string path = {};  // application::Function::full_path()
  std::string name;
  std::string version = "$LATEST";
  std::string handler;
  std::string account_id;
  bool snap_start = false;  // this version is restored from a snapshot
};

}  // namespace cxsam::runtime
