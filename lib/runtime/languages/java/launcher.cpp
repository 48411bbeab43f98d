// Java: the machine's Java with AWS's own runtime interface client, which `cxsam local sdk install java` fetches. A bootstrap
// of cxsam's would have to make JSON into objects as that client does, and Java can compile none where only a JRE is. Source:
// AWS Lambda developer guide, "Building Lambda functions with Java", "Customize Java runtime startup behavior".
#include <sys/utsname.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>

#include "base/file.h"
#include "base/text.h"
#include "facts/handlers.h"
#include "facts/runtimes.h"
#include "runtime/interpreter.h"
#include "runtime/java_home.h"
#include "runtime/language.h"
#include "runtime/sdk.h"
#include "runtime/unpacked.h"
#include "system/packages.h"

namespace cxsam::runtime {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kClient = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
constexpr std::string_view kClientJar = "aws-lambda-java-runtime-interface-client";
constexpr int kAsksForNativeAccess = 22;  // from then on a warning of the JVM asks for `--enable-native-access`

/// "a.b.C" -> "a/b/C.class"
fs::path class_file(std::string_view name) { return replace_all(std::string(name), ".", "/") + ".class"; }

std::optional<fs::path> find_jar(const fs::path& folder, std::string_view beginning) {
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with(beginning) && name.ends_with(".jar")) return entry.path();
  }
  return std::nullopt;
}

bool has_jars(const fs::path& folder, std::string_view beginning = "") { return find_jar(folder, beginning).has_value(); }

bool any_layer_has_jars(const FunctionSpec& spec, std::string_view beginning = "") {
  return std::ranges::any_of(spec.layers, [&](const fs::path& layer) { return has_jars(layer / "java" / "lib", beginning); });
}

/// A project that has not been compiled: neither the handler's class nor any jar that could have it is there.
std::optional<Error> find_source_only(const FunctionSpec& spec) {
  const auto handler = facts::parse_handler("java", spec.function.handler);
  if (!handler || file_exists(spec.code / class_file(handler->module))) return std::nullopt;
  if (has_jars(spec.code / "lib") || any_layer_has_jars(spec)) return std::nullopt;
  return Error{"the class `" + handler->module + "` of `" + spec.function.logical_id + "` is not in `" + spec.shown_code() +
               "`, and there is no lib/*.jar"}
      .hint(
          "CodeUri names a jar, a folder of compiled classes with the jars that they need in lib/, or a Maven or Gradle "
          "project: cxsam build makes the one of the other");
}

bool brings_client(const FunctionSpec& spec) {
  return file_exists(spec.code / class_file(kClient)) || has_jars(spec.code / "lib", kClientJar) ||
         any_layer_has_jars(spec, kClientJar);
}

/// The client puts its native library at one place in /tmp each time that it starts, which breaks those that start at the same
/// time where they share /tmp. It takes one that is unpacked already.
Result<void> add_native_library(Launch& launch, const fs::path& jar) {
  const Result<fs::path> folder = unpacked(jar);
  if (!folder) return fail(Error(folder.error()).with("unpacking Lambda's client for Java"));
  utsname machine{};
  uname(&machine);
  const std::string_view name = machine.machine;
  const fs::path library =
      *folder / "jni" / ("libaws-lambda-jni.linux-" + std::string(name == "aarch64" ? "aarch_64" : name) + ".so");
  if (!file_exists(library)) return {};
  launch.arguments.push_back("-Dcom.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI=" +
                             library.string());
  launch.keep.push_back(*folder);
  return {};
}

/// Lambda's: the share of the memory that is heap, one thread to collect it, and the quick compiler.
void add_machine_options(Launch& launch, const FunctionSpec& spec, const Java& java) {
  launch.arguments.push_back("-XX:MaxHeapSize=" + std::to_string(spec.function.memory_mb * 1024 * 85 / 100) + "k");
  launch.arguments.emplace_back("-XX:+UseSerialGC");
  launch.arguments.emplace_back("-XX:+TieredCompilation");
  launch.arguments.emplace_back("-XX:TieredStopAtLevel=1");
  if (java.major >= kAsksForNativeAccess) launch.arguments.emplace_back("--enable-native-access=ALL-UNNAMED");
}

void add_debugger(Launch& launch, const Debugging& debugging) {
  if (!debugging.arguments.empty()) {
    launch.arguments.insert(launch.arguments.end(), debugging.arguments.begin(), debugging.arguments.end());
    return;
  }
  launch.arguments.push_back("-agentlib:jdwp=transport=dt_socket,server=y,suspend=y,quiet=y,address=127.0.0.1:" +
                             std::to_string(debugging.port));
}

Result<Launch> launch_java(const FunctionSpec& spec, const Layout& layout) {
  const std::string_view version = facts::find_runtime(spec.function.runtime)->version;
  const auto java = find_java(JavaPlaces::from_environment(), version);
  if (!java) {
    return fail(Error{"`" + spec.function.logical_id + "` needs Java " + std::string(version.substr(0, version.find('.'))) +
                      " and there is none: no `java` on PATH, none in JAVA_HOME or /usr/lib/jvm"}
                    .hint(system::how_to_install("java")));
  }
  if (auto fault = find_source_only(spec)) return fail(std::move(*fault));
  const fs::path client = sdk_folder("java") / "lib";
  const auto jar = brings_client(spec) ? std::nullopt : find_jar(client, kClientJar);
  if (!jar && !brings_client(spec)) {
    return fail(Error{"`" + spec.function.logical_id +
                      "` needs what Lambda's Java runtimes bring along, and this machine does not have it"}
                    .hint("fetch it once: cxsam local sdk install java"));
  }
  Launch launch;
  launch.arguments = {(java->home / "bin" / "java").string()};
  add_machine_options(launch, spec, *java);
  if (spec.debugging) add_debugger(launch, *spec.debugging);
  if (jar) {
    if (Result<void> added = add_native_library(launch, *jar); !added) return fail(std::move(added.error()));
  }
  launch.arguments.emplace_back("-classpath");
  launch.arguments.push_back(layout.task + ":" + layout.task + "/lib/*:" + layout.layers + "/java/lib/*:" + client.string() +
                             "/*");
  launch.arguments.emplace_back(kClient);
  launch.arguments.push_back(spec.function.handler);
  launch.environment = {{"AWS_EXECUTION_ENV", "AWS_Lambda_" + spec.function.runtime}};
  std::error_code error;
  const fs::path home = fs::canonical(java->home, error);
  launch.keep.insert(launch.keep.end(), {java->home, error ? java->home : home});
  if (file_exists(client)) launch.keep.push_back(client);
  launch.version = java->version;
  launch.wrapped = true;
  return launch;
}

}  // namespace

extern const Language language_java{.family = "java", .name = "Java", .extension = "", .helper = "", .launch = launch_java};

}  // namespace cxsam::runtime
