#include "runtime/environment.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <string_view>
#include <system_error>

#include "base/text.h"
#include "base/time_text.h"
#include "facts/runtimes.h"

namespace cxsam::runtime {
namespace {

// The function's own variables may not change what the runtime lives by.
constexpr std::array<std::string_view, 8> kFixed{"_HANDLER",
                                                 "AWS_LAMBDA_RUNTIME_API",
                                                 "LAMBDA_TASK_ROOT",
                                                 "LAMBDA_RUNTIME_DIR",
                                                 "AWS_LAMBDA_FUNCTION_NAME",
                                                 "AWS_LAMBDA_FUNCTION_VERSION",
                                                 "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
                                                 "AWS_EXECUTION_ENV"};

constexpr std::array<std::string_view, 3> kUsualFolders{"/usr/local/bin", "/usr/bin", "/bin"};

/// `/var/lang/KIND:` as often as search paths have it on Lambda: provided.al2 knows no /var/lang, and the script that starts
/// Ruby puts it in front once more.
std::string lang_folders(const FunctionSpec& spec, const std::string& kind) {
  const std::string folder = "/var/lang/" + kind + ":";
  if (spec.function.runtime == "provided.al2") return "";
  return spec.function.runtime.starts_with("ruby") ? folder + folder : folder;
}

/// Whether `program` is found by its name in the folders that each system has.
bool is_found_anyway(const std::filesystem::path& program) {
  return std::ranges::any_of(kUsualFolders, [&program](std::string_view folder) {
    const std::filesystem::path found = folder / program.filename();
    std::error_code error;
    return found == program || std::filesystem::canonical(found, error) == program;
  });
}

std::string search_path(const FunctionSpec& spec, const Layout& layout, const Launch& launch) {
  const facts::Runtime* runtime = facts::find_runtime(spec.function.runtime);
  const bool custom = runtime != nullptr && runtime->family == "provided";
  const std::string path = lang_folders(spec, "bin") + "/usr/local/bin:/usr/bin/:/bin:" + layout.layers + "/bin";
  // Children of a handler find the interpreter that the handler runs on.
  const std::filesystem::path program = launch.arguments.front();
  return custom || is_found_anyway(program) ? path : program.parent_path().string() + ":" + path;
}

std::string library_path(const FunctionSpec& spec, const Layout& layout) {
  return lang_folders(spec, "lib") + "/lib64:/usr/lib64:" + layout.runtime + ":" + layout.runtime + "/lib:" + layout.task +
         ":" + layout.task + "/lib:" + layout.layers + "/lib";
}

void add_defaults(std::map<std::string, std::string>& all, const FunctionSpec& spec, const Layout& layout,
                  const Launch& launch) {
  if (!spec.image) {  // images bring these along
    all["LANG"] = "en_US.UTF-8";
    all["TZ"] = ":UTC";
    all["PATH"] = search_path(spec, layout, launch);
    all["LD_LIBRARY_PATH"] = library_path(spec, layout);
  }
  all["AWS_XRAY_CONTEXT_MISSING"] = "LOG_ERROR";
  const std::string port = std::to_string(spec.xray_port);
  all["AWS_XRAY_DAEMON_ADDRESS"] = "127.0.0.1:" + port;
  all["_AWS_XRAY_DAEMON_ADDRESS"] = "127.0.0.1";
  all["_AWS_XRAY_DAEMON_PORT"] = port;
  all["AWS_REGION"] = spec.region;
  all["AWS_DEFAULT_REGION"] = spec.region;
  all["AWS_ACCESS_KEY_ID"] = spec.credentials.access_key;
  all["AWS_SECRET_ACCESS_KEY"] = spec.credentials.secret_key;
  if (!spec.credentials.session_token.empty()) all["AWS_SESSION_TOKEN"] = spec.credentials.session_token;
  // A runtime knows no level where its lines are text.
  if (spec.function.log_format == "JSON") all["AWS_LAMBDA_LOG_LEVEL"] = spec.function.application_log_level;
  for (const auto& [name, value] : launch.environment) all[name] = value;
}

std::string_view initialization_type(const FunctionSpec& spec) {
  if (spec.max_concurrency > 0) return "lambda-managed-instances";
  return is_restored(spec) ? "snap-start" : "on-demand";
}

void add_fixed(std::map<std::string, std::string>& all, const FunctionSpec& spec, const Layout& layout, const Launch& launch,
               const std::string& log_stream) {
  const application::Function& function = spec.function;
  if (!spec.image) {
    all["_HANDLER"] = function.handler;
    all["LAMBDA_TASK_ROOT"] = layout.task;
    all["LAMBDA_RUNTIME_DIR"] = layout.runtime;
  }
  all["AWS_LAMBDA_FUNCTION_NAME"] = function.name;
  all["AWS_LAMBDA_FUNCTION_VERSION"] = spec.version;
  all["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] = std::to_string(function.memory_mb);
  all["AWS_LAMBDA_INITIALIZATION_TYPE"] = initialization_type(spec);
  if (spec.max_concurrency > 0) all["AWS_LAMBDA_MAX_CONCURRENCY"] = std::to_string(spec.max_concurrency);
  all["AWS_LAMBDA_LOG_GROUP_NAME"] = spec.log_group.empty() ? "/aws/lambda/" + function.name : spec.log_group;
  all["AWS_LAMBDA_LOG_STREAM_NAME"] = log_stream;
  all["AWS_SAM_LOCAL"] = "true";
  all["AWS_ACCOUNT_ID"] = spec.account_id;
  all["AWS_LAMBDA_FUNCTION_TIMEOUT"] = std::to_string(function.timeout_s);
  all["AWS_LAMBDA_FUNCTION_HANDLER"] = function.handler;
  if (function.log_format == "JSON") all["AWS_LAMBDA_LOG_FORMAT"] = "JSON";
  const auto execution = launch.environment.find("AWS_EXECUTION_ENV");
  if (execution != launch.environment.end()) all["AWS_EXECUTION_ENV"] = execution->second;
}

}  // namespace

std::map<std::string, std::string> function_environment(const FunctionSpec& spec, const Layout& layout, const Launch& launch,
                                                        const std::string& log_stream) {
  std::map<std::string, std::string> all;
  add_defaults(all, spec, layout, launch);
  for (const auto& [name, value] : spec.environment) {
    if (std::ranges::find(kFixed, name) == kFixed.end()) all[name] = value;
  }
  add_fixed(all, spec, layout, launch, log_stream);
  return all;
}

std::string log_stream_name(const World& world, const FunctionSpec& spec) {
  if (!spec.log_stream.empty()) return spec.log_stream;
  const std::string date = replace_all(iso_time(world.clock.wall()).substr(0, 10), "-", "/");
  const std::string id = replace_all(make_uuid(world.random), "-", "");
  if (spec.log_group.empty()) return date + "/[" + spec.version + "]" + id;
  return date + "/" + spec.function.name + "[" + spec.version + "][" + id + "]";
}

}  // namespace cxsam::runtime
