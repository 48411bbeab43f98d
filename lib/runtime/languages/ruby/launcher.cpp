// Ruby: the interpreter of the template's version, or the machine's, with cxsam's bootstrap.
#include <string>
#include <string_view>

#include "base/embedded.h"
#include "facts/runtimes.h"
#include "runtime/interpreter.h"
#include "runtime/language.h"
#include "system/packages.h"

namespace cxsam::runtime {
namespace {

/// What Lambda says before its runtime begins; the bootstrap then says where gems of this machine's Ruby are.
std::string gem_path(const Layout& layout, const std::string& abi) {
  return layout.task + "/vendor/bundle/ruby/" + abi + ":" + layout.layers + "/ruby/gems/" + abi + ":" + layout.runtime + ":" +
         layout.runtime + "/ruby/" + abi;
}

/// On Lambda its client is a gem, which stands in front; here the bootstrap is in its place.
std::string library_path(const Layout& layout) {
  return layout.runtime + "/gems/aws_lambda_ric-3.1.3/lib:" + layout.task + ":" + layout.runtime + "/lib:" + layout.layers +
         "/ruby/lib";
}

Result<Launch> launch_ruby(const FunctionSpec& spec, const Layout& layout) {
  const std::string_view version = facts::find_runtime(spec.function.runtime)->version;
  const auto ruby = find_ruby(SearchPlaces::from_environment(), version);
  if (!ruby) {
    return fail(
        Error{"`" + spec.function.logical_id + "` needs Ruby " + std::string(version) + " and no `ruby` is on PATH"}.hint(
            system::how_to_install("ruby") + ", or rbenv install " + std::string(version)));
  }
  Launch launch;
  launch.arguments = {ruby->string()};
  if (spec.debugging)
    launch.arguments.insert(launch.arguments.end(), spec.debugging->arguments.begin(), spec.debugging->arguments.end());
  launch.arguments.push_back(layout.runtime + "/bootstrap.rb");
  launch.arguments.push_back(layout.layers);
  launch.arguments.emplace_back(spec.built ? "own" : "all");  // gems, see find_gems in the bootstrap
  launch.environment = {{"RUBYLIB", library_path(layout)},
                        {"GEM_HOME", layout.runtime},
                        {"GEM_PATH", gem_path(layout, std::string(version) + ".0")},
                        {"AWS_EXECUTION_ENV", "AWS_Lambda_" + spec.function.runtime}};
  launch.runtime_files = {{"bootstrap.rb", embedded_file("lib/runtime/languages/ruby/bootstrap.rb")}};
  launch.keep.push_back(installation_of(*ruby));
  launch.frames = true;
  launch.wrapped = true;
  return launch;
}

}  // namespace

extern const Language language_ruby{.family = "ruby", .name = "Ruby", .extension = "", .helper = "", .launch = launch_ruby};

}  // namespace cxsam::runtime
