// The typed model of what would run. It is read from CloudFormation only: `AWS::Lambda::Function`, `AWS::ApiGateway::*`,
// `AWS::ApiGatewayV2::*`, ... SAM types are gone by then, so SAM, plain CloudFormation and CDK output take one path.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "application/api.h"
#include "application/websocket_api.h"
#include "diagnostic/diagnostic.h"
#include "template/parameters.h"
#include "template/resolver.h"
#include "template/template.h"

namespace cxsam::application {

/// `stack_path` of everything below: the logical ids that lead from the root to its nested stack, "Parent/Child"; "" in the
/// root. SAM CLI's full path of a resource: "Parent/Child/Function", in the root the logical id alone.
std::string full_path(std::string_view stack_path, std::string_view logical_id);

struct LayerRef {
  std::string logical_id;       // of a layer of this application, or ""
  std::string arn;              // of a layer elsewhere, or ""
  std::string stack_path = {};  // of the layer of this application
};

/// A Lambda function with CloudFormation's defaults filled in.
struct Function {
  std::string logical_id;
  std::string stack_path;
  std::string name;  // FunctionName, else the logical id
  std::string arn;
  std::vector<std::string> aliases;  // Metadata's SamResourceId; for CDK output the construct's id and its path
  bool image = false;
  std::string runtime;
  std::string handler;
  std::string architecture = "x86_64";
  std::uint32_t memory_mb = 128;
  std::uint32_t timeout_s = 3;
  std::uint32_t ephemeral_storage_mb = 512;
  std::optional<std::uint32_t> reserved_concurrency;
  std::map<std::string, std::string> environment;  // values that are unknown locally are "" (as SAM CLI does)
  std::vector<LayerRef> layers;
  std::optional<std::string> inline_code;  // Code.ZipFile
  bool tracing = false;
  bool snap_start = false;        // of its published versions
  bool tenant_isolation = false;  // each tenant has environments of its own
  std::string log_format = "Text";
  std::string application_log_level = "INFO";  // both count where the format is JSON
  std::string system_log_level = "INFO";
  Span where;

  /// One name for each function of an application, whatever stacks it has.
  [[nodiscard]] std::string full_path() const { return application::full_path(stack_path, logical_id); }
  /// Whether `path` is full_path(), without making that text.
  [[nodiscard]] bool is_at(std::string_view path) const;
  /// Whether it is called so by an alias, alone or behind the stack's path.
  [[nodiscard]] bool has_alias(std::string_view called) const;
};

struct Layer {
  std::string logical_id;         // in the transformed template
  std::string source_logical_id;  // in the source template (the transform renames layers)
  std::string stack_path;
  std::string arn;
  Span where;
};

/// Something the template asks for that is not there locally; one line each is printed at start.
struct Unsupported {
  std::string logical_id;
  std::string what;  // "SQS event source", "integration of an unknown type"; "" where the route itself is not there
  Span where;
  std::string stack_path = {};
  std::string route = {};    // its key, "GET /notes"; "" for what is of no route
  std::string refused = {};  // why AWS refuses it too; "" for what only does not run locally yet
  bool of_api = false;       // a route, an API with all of its routes, or a function URL
};

struct Application {
  std::vector<Function> functions;
  std::vector<Layer> layers;
  std::vector<Api> apis;
  std::vector<WebSocketApi> websocket_apis;
  std::vector<Unsupported> unsupported;

  /// By full path, else the first with that logical id, that name, or that alias.
  [[nodiscard]] const Function* find_function(std::string_view name) const;
};

/// `resolver` must know physical names (see physical_value()). What cannot be read is reported and left out; resources
/// whose condition is false are no part of the application.
Application read_application(const tmpl::Resolver& resolver, Diagnostics& diagnostics);

/// Adds what a nested stack runs; `logical_id` is the stack's. What its resource was said not to do is taken back.
void add_nested(Application& application, std::string_view logical_id, Application nested);

/// When all stacks are together: routes to functions and functions with layers of another stack, whose ARNs came as a parameter
/// or as an output.
void connect_stacks(Application& application);

/// Local stand-ins for Ref and GetAtt: the name property of the resource where it has one, else its logical id; ARNs with
/// the environment's region and account; SAM CLI's pseudo values. `names`, a resolver without physical values, evaluates
/// name properties that are intrinsics (`!Sub "${Env}-orders"`); its template must outlive the result. In a nested stack the
/// ARNs of functions without a name and of layers have its path in front (`function:Parent-Child-Fn`): other stacks get them.
tmpl::PhysicalValue physical_value(const tmpl::Environment& environment, std::optional<tmpl::Resolver> names = {},
                                   std::string_view stack_path = {});

}  // namespace cxsam::application
