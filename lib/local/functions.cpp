#include "local/functions.h"

#include <algorithm>

#include "application/managed_instances.h"
#include "base/file.h"
#include "base/text.h"
#include "build/sam_refusals.h"
#include "json/json.h"
#include "local/function_code.h"
#include "local/journal/recorded_calls.h"
#include "local/layer_cache.h"
#include "local/stack_values.h"
#include "runtime/locate.h"

namespace cxsam::local {
namespace {

namespace fs = std::filesystem;

// Source: AWS Lambda developer guide, "Lambda quotas": environment variables, all together.
constexpr std::size_t kMaxEnvironment = 4096;

/// As JSON, which is how Lambda counts.
std::size_t size_on_lambda(const std::map<std::string, std::string>& environment) {
  return dump_json(Json(environment)).size();
}

/// The folder of a layer of the application; nothing for one that is elsewhere.
std::optional<fs::path> layer_folder(const project::Project& project, const application::LayerRef& reference) {
  const auto layer = std::ranges::find_if(project.application.layers, [&](const application::Layer& each) {
    return each.stack_path == reference.stack_path && each.logical_id == reference.logical_id;
  });
  if (layer == project.application.layers.end()) return std::nullopt;
  return code_of(*project.find_stack(layer->stack_path), layer->source_logical_id, artifacts::Kind::LayerContent);
}

Result<fs::path> fetch_elsewhere(const application::LayerRef& layer, const FunctionSettings& settings) {
  if (layer.arn.empty()) return fail("it is not on this machine");
  return fetch_layer(layer.arn, {.environment = settings.shell, .profile = settings.profile, .cache = settings.layer_cache});
}

std::string sentence_of_missing(const application::LayerRef& layer, const application::Function& function, const Error& why) {
  return "Layer `" + (layer.arn.empty() ? layer.logical_id : layer.arn) + "` of `" + function.full_path() +
         "` is not there, and the function runs without it: " + why.message + ".";
}

std::string sentence_of_unused(const std::string& entry, const application::Application& application) {
  std::vector<std::string> names;
  for (const application::Function& function : application.functions) names.push_back(function.full_path());
  const std::optional<std::string> meant = closest(entry, names);
  return "`--env-vars` has an entry `" + entry + "`, and the template no such function" +
         (meant ? "; did you mean `" + *meant + "`?" : ".");
}

application::MaxConcurrencies max_concurrencies_of(const project::Project& project) {
  application::MaxConcurrencies concurrencies;
  for (const project::Stack* stack : project::all_stacks(project))
    application::read_max_concurrencies(tmpl::Resolver(stack->expanded, stack->parameters), stack->path, concurrencies);
  return concurrencies;
}

/// SAM CLI knows a function by its logical id, has names of its own for what it logs to, and its container prints text whatever
/// the format of the function's lines.
void pretend_as_sam(runtime::FunctionSpec& spec) {
  application::Function& function = spec.function;
  function.name = function.logical_id;
  if (spec.log_group.empty()) spec.log_group = "aws/lambda/" + function.name;
  spec.log_stream = "$LATEST";
  if (function.log_format == "JSON") {
    spec.environment.insert_or_assign("AWS_LAMBDA_LOG_FORMAT", function.log_format);
    spec.environment.emplace("AWS_LAMBDA_LOG_LEVEL", function.application_log_level);
  }
  function.log_format = "Text";
}

/// SAM CLI calls no function that lacks a layer, or has a runtime of the past.
void refuse_as_sam(runtime::FunctionSpec& spec) {
  std::error_code ignored;
  for (const fs::path& layer : spec.layers)
    if (!fs::exists(layer, ignored)) spec.no_code = Error{"there is no `" + layer.string() + "`"}.with("looking for a layer");
  if (auto why = build::refusal_of_runtime(spec.function.runtime)) spec.no_code = std::move(why);
  if (spec.no_code) spec.code.clear();
}

/// What `--image` says of a function; null for nothing.
const GivenImage* find_given(const application::Application& application, const application::Function& function,
                             const std::vector<GivenImage>& images) {
  const GivenImage* for_all = nullptr;
  for (const GivenImage& given : images) {
    if (given.function.empty()) for_all = &given;
    if (!given.function.empty() && application.find_function(given.function) == &function) return &given;
  }
  return for_all;
}

}  // namespace

Result<FunctionSettings> read_function_settings(const std::optional<fs::path>& env_vars,
                                                const std::optional<std::string>& profile,
                                                const std::optional<std::string>& region) {
  FunctionSettings settings;
  settings.shell = aws::environment_variables();
  if (env_vars) {
    auto overrides = read_overrides(*env_vars, settings.shell);
    if (!overrides) return fail(std::move(overrides.error()));
    settings.overrides = std::move(*overrides);
  }
  Result<Identity> identity = find_identity(settings.shell, profile);
  if (!identity) return fail(std::move(identity).error());
  settings.credentials = std::move(identity->credentials);
  settings.no_credentials = std::move(identity->no_credentials);
  settings.profile = profile;
  settings.region = region.value_or(identity->region.value_or(settings.region));
  return settings;
}

Result<FoundImage> find_image(const project::Project& project, const application::Function& function,
                              const FunctionSettings& settings) {
  application::Images images;
  const project::Stack& stack = *project.find_stack(function.stack_path);
  application::read_images(resolver_of(stack), stack.path, images);
  FoundImage found{.image = images[function.full_path()], .path = {}};
  if (const GivenImage* given = find_given(project.application, function, settings.images)) {
    found.path = given->path;
    return found;
  }
  const std::string& uri = found.image.uri;
  // A build leaves the template's paths to images as they are: they are meant from where the user is.
  for (const fs::path& folder : {stack.folder(), fs::path()}) {
    std::error_code error;
    found.path = fs::weakly_canonical(folder / uri, error);
    if (!uri.empty() && !error && file_exists(found.path)) return found;
  }
  return fail(Error{"`" + function.full_path() + "` is a container image function, and its image `" + uri +
                    "` is not on this machine as a file or folder"}
                  .hint("give it: --image " + function.logical_id + "=image.tar (docker save -o image.tar " +
                        (uri.empty() ? "NAME" : uri) + ")"));
}

Functions::Functions(const World& world, FunctionSettings settings, invoke::Journal& journal, Readiness readiness)
    : world_(world),
      settings_(std::move(settings)),
      journal_(journal, settings_.journal),
      host_(world, journal_, settings_.isolation),
      readiness_(readiness) {
  if (!settings_.only.empty()) host_.serve_one_call();
  if (!settings_.journal) return;
  auto daemon = XrayDaemon::listen(world, settings_.journal);
  if (daemon) {
    xray_ = std::move(*daemon);
  } else {
    host_.note(daemon.error().message);
  }
}

runtime::FunctionSpec Functions::make_spec(const project::Project& project, const application::Function& function,
                                           std::vector<std::string>& notes) const {
  runtime::FunctionSpec spec;
  spec.function = function;
  if (settings_.runtime && !function.image) spec.function.runtime = *settings_.runtime;
  const project::Stack& stack = *project.find_stack(function.stack_path);
  if (function.image) {
    if (auto found = find_image(project, function, settings_)) {
      spec.image = std::move(found->image);
      spec.code = std::move(found->path);
    }
  } else if (auto code = code_of(stack, function.logical_id, artifacts::Kind::FunctionCode))
    spec.code = std::move(*code);
  if (spec.code.empty()) spec.no_code = why_no_code(stack, function.logical_id);
  for (const application::LayerRef& layer : function.layers) {
    if (auto folder = layer_folder(project, layer)) {
      spec.layers.push_back(std::move(*folder));
    } else {
      auto archive = fetch_elsewhere(layer, settings_);
      if (archive) {
        spec.layers.push_back(std::move(*archive));
      } else if (settings_.as_sam) {
        spec.no_code = Error(archive.error()).with("looking for a layer of `" + function.full_path() + "`");
      } else {
        notes.push_back(sentence_of_missing(layer, function, archive.error()));
      }
    }
  }
  if (settings_.as_sam && !function.image) refuse_as_sam(spec);
  spec.environment = own_variables(function, settings_.overrides, settings_.shell);
  if (const std::size_t size = size_on_lambda(spec.environment); size > kMaxEnvironment)
    notes.push_back("The environment variables of `" + function.full_path() + "` take " + std::to_string(size) +
                    " bytes, and Lambda refuses more than " + std::to_string(kMaxEnvironment) + ".");
  spec.credentials = settings_.credentials;
  spec.region = settings_.region;
  spec.account_id = project.root.environment.account_id;
  spec.debugging = settings_.debugging;
  spec.memory_limited = settings_.memory_limited;
  spec.cpu_share = settings_.cpu_share;
  spec.time_limited = settings_.time_limited;
  spec.snap_start = function.snap_start;
  if (xray_) spec.xray_port = xray_->port();
  return spec;
}

Result<Commit> Functions::prepare(const std::shared_ptr<const Version>& version) {
  Wanted wanted;
  const project::Project& project = version->loaded.project;
  for (const std::string& entry : unused_entries(settings_.overrides, project.application))
    wanted.notes.push_back(sentence_of_unused(entry, project.application));
  const application::MaxConcurrencies concurrencies = max_concurrencies_of(project);
  const application::LogGroups log_groups = read_log_groups(project);
  for (const application::Function& function : project.application.functions) {
    if (!settings_.only.empty() && function.full_path() != settings_.only) continue;
    std::optional<Error> fault;
    if (function.image)
      if (auto image = find_image(project, function, settings_); !image) fault = std::move(image.error());
    if (settings_.as_sam && !function.image && is_in_bucket(*project.find_stack(function.stack_path), function.logical_id))
      fault = Error{"the code of `" + function.full_path() + "` is in a bucket, and SAM CLI runs no such functions"};
    if (!fault) {
      runtime::FunctionSpec& spec = wanted.specs.emplace_back(make_spec(project, function, wanted.notes));
      if (const auto found = concurrencies.find(function.full_path()); found != concurrencies.end()) {
        spec.max_concurrency = found->second;
        spec.function.log_format = "JSON";  // the only one there
      }
      if (const auto group = log_groups.find(function.full_path()); group != log_groups.end()) spec.log_group = group->second;
      if (settings_.as_sam) pretend_as_sam(spec);
      if (readiness_.checked) fault = runtime::find_fault(spec);
    }
    if (fault) wanted.faults.emplace(function.full_path(), std::move(*fault));
  }
  return [this, wanted = std::move(wanted)] { take(wanted); };
}

void Functions::take(const Wanted& wanted) {
  ++generation_;
  for (const std::string& note : wanted.notes) host_.note(note);
  invoke::Invokers invokers;
  std::uint32_t unreserved = lambda::Account().limit;
  std::map<std::string, std::shared_ptr<runtime::FunctionPools>, std::less<>> pools;
  for (const runtime::FunctionSpec& one : wanted.specs) {
    auto spec = std::make_shared<runtime::FunctionSpec>(one);
    spec->generation = generation_;
    const std::string id = one.function.full_path();
    std::shared_ptr<runtime::FunctionPools> pool;
    if (const auto known = pools_.find(id); known != pools_.end()) {
      pool = known->second;
      pool->update(std::move(spec));
    } else {
      const auto makers = [this] { return runtime::process_sandboxes(host_); };
      pool = std::make_shared<runtime::FunctionPools>(host_, std::move(spec), makers, runtime::limits_of_this_machine());
    }
    pools.emplace(id, pool);
    const auto reserved = one.function.reserved_concurrency;
    unreserved -= std::min(unreserved, reserved.value_or(0));
    std::shared_ptr<invoke::Invoker> invoker = pool;
    if (!reserved) invoker = lambda::in_account(account_, std::move(invoker));
    if (settings_.journal) invoker = recorded(world_, id, one.function.tracing, std::move(invoker), settings_.journal);
    invokers.emplace(id, std::move(invoker));
  }
  for (const auto& [id, pool] : pools_) {
    if (!pools.contains(id)) pool->wind_down();
  }
  account_->limit = unreserved;
  pools_ = std::move(pools);
  invokers_ = std::move(invokers);
  faults_ = wanted.faults;
}

Functions::~Functions() { end(); }

void Functions::end() {
  for (const auto& [id, pool] : pools_) pool->close();
}

Task<Result<void>> Functions::start() {
  if (!readiness_.warm) co_return Result<void>();
  const auto pools = pools_;
  for (const auto& [id, pool] : pools) co_await pool->warm_up();
  co_return Result<void>();
}

Task<void> Functions::stop() {
  end();
  co_await host_.farewells().join();
}

}  // namespace cxsam::local
