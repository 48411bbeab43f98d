#include "runtime/process_sandbox.h"

#include <unistd.h>

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

#include "base/text.h"
#include "runtime/documents.h"
#include "runtime/memory.h"
#include "runtime/processor_time.h"

namespace cxsam::runtime {
namespace {

// Extensions get what the function gets, but for what is the runtime's alone. Source: AWS Lambda developer guide, "Lambda
// Extensions API": environment variables.
bool is_for_extensions(std::string_view variable) {
  return !variable.starts_with('_') && !variable.starts_with("AWS_XRAY_CONTEXT_MISSING=");
}

std::function<void(std::string_view)> lines_of(const OutputWriter& write, OutputOf of) {
  return [write, of](std::string_view lines) { write(lines, of); };
}

// Those of the function, and the sandbox's own. Source: AWS Lambda developer guide, "Lambda quotas": processes and threads.
constexpr std::uint32_t kMaxProcesses = 1024 + 1;

// As Go and Lambda put it.
std::string exec_failure(const std::string& path, int error) {
  return "fork/exec " + path + ": " + to_lower(errno_text(error));
}

}  // namespace

std::vector<ReaperProgram> ProcessSandbox::programs(std::uint16_t port) const {
  ReaperProgram runtime{prepared_->arguments, prepared_->environment, prepared_->folder};
  runtime.environment.push_back("AWS_LAMBDA_RUNTIME_API=127.0.0.1:" + std::to_string(port));
  std::vector<ReaperProgram> all;
  for (const ExtensionProgram& extension : prepared_->extensions) {
    ReaperProgram& program = all.emplace_back(ReaperProgram{.arguments = {extension.path}, .environment = {}, .folder = "/"});
    std::ranges::copy_if(runtime.environment, std::back_inserter(program.environment), is_for_extensions);
  }
  all.insert(all.begin(), std::move(runtime));
  return all;
}

std::shared_ptr<Cgroup> ProcessSandbox::make_cgroup() {
  const FunctionSpec& spec = *prepared_->spec;
  Cgroups* const cgroups = host_.cgroups();
  if (spec.cpu_share && (cgroups == nullptr || !cgroups->has("cpu")))
    host_.note(
        "`--cpu-share` has no effect: " +
        (cgroups == nullptr ? host_.why_no_cgroups() : std::string("this control group has no share of processors to give")) +
        ". Functions get all that is free.");
  if (cgroups == nullptr) return nullptr;
  CgroupLimits limits{.processes = kMaxProcesses};
  // /tmp is memory to the kernel. What the function itself takes beyond its own is found by measuring, as without groups.
  if (spec.memory_limited)
    limits.memory_bytes = std::uint64_t{spec.function.memory_mb + spec.function.ephemeral_storage_mb} << 20U;
  if (spec.cpu_share) limits.cpu_memory_mb = spec.function.memory_mb;
  auto made = cgroups->make(limits);
  if (made) return std::move(*made);
  host_.note("Functions run without a control group: " + made.error().message + ".");
  return nullptr;
}

Result<void> ProcessSandbox::open() {
  const World& world = host_.world();
  auto reaper = host_.make_reaper();
  if (!reaper) return fail(reaper.error());
  Descriptor log;
  FrameEnds frames;
  const auto admits = [this](int socket) { return !reaper_ || !host_.is_of_another_sandbox(socket, reaper_->pid()); };
  auto api = ApiServer::listen(world, session_, admits, calls_);
  if (!api) return fail(api.error());
  auto pipe = LogPipe::open(world, lines_of(output_, OutputOf::Function), log);
  if (!pipe) return fail(pipe.error());
  log_ = std::move(*pipe);
  Descriptor extension_log;
  if (!prepared_->extensions.empty()) {
    auto other = LogPipe::open(world, lines_of(output_, OutputOf::Extension), extension_log);
    if (!other) return fail(other.error());
    extension_log_ = std::move(*other);
  }
  if (prepared_->frames) {
    const FrameChannel::Listener listener{.on_ready = [this](std::string_view version) { note_version(version); },
                                          .on_broken = [this] { kill(); }};
    auto channel = FrameChannel::open(world, session_, listener, frames);
    if (!channel) return fail(channel.error());
    frames_ = std::move(*channel);
  }

  cgroup_ = make_cgroup();
  const ReaperProcess::Listener listener{.on_report = [this](const ReaperReport& report) { take_report(report); },
                                         .on_end =
                                             [this] {
                                               if (failure_.empty()) failure_ = "its sandbox ended";
                                               gone_ = true;
                                               session_->ended({});
                                             }};
  const ReaperDescriptors descriptors{.log = log.get(),
                                      .extension_log = extension_log.get(),
                                      .cgroup = cgroup_ ? cgroup_->entrance() : -1,
                                      .events = frames.events.get(),
                                      .answers = frames.answers.get()};
  const auto begun = ReaperProcess::begin(*reaper, prepared_->steps, programs((*api)->port()), descriptors, listener, cgroup_);
  if (!begun) return fail(begun.error());
  if (!prepared_->known_version.empty()) note_version(prepared_->known_version);
  reaper_ = std::move(*reaper);
  host_.reapers().insert(reaper_->pid());
  api_ = std::move(*api);
  return {};
}

// The reaper hears of the first programs while it still tries what this machine allows. Where that is less, all of it is done
// again with less.
Result<void> ProcessSandbox::start_programs(std::size_t first, std::size_t end) {
  if (!reaper_) {
    auto opened = open();
    if (!opened) return opened;
  }
  for (std::size_t i = first; i < end; ++i) send(ReaperCommand::Kind::Start, i);
  if (host_.isolation() == prepared_->isolation) return {};
  close_all();
  auto prepared = prepare_again(*prepared_, host_);
  if (!prepared) return fail(std::move(prepared.error()));
  prepared_ = std::move(*prepared);
  return start_programs(first, end);
}

Result<void> ProcessSandbox::start() {
  if (frames_) frames_->reset();
  status_.close();
  failure_.clear();
  start_failure_.clear();
  return start_programs(0, 1);
}

std::vector<std::string> ProcessSandbox::extensions() const {
  std::vector<std::string> names;
  for (const ExtensionProgram& extension : prepared_->extensions) names.push_back(extension.name);
  return names;
}

Result<void> ProcessSandbox::start_extensions() { return start_programs(1, prepared_->extensions.size() + 1); }

void ProcessSandbox::send(ReaperCommand::Kind kind, std::size_t program) {
  if (reaper_) reaper_->send({kind, static_cast<std::uint8_t>(program)});
}

void ProcessSandbox::terminate() { send(ReaperCommand::Kind::Terminate); }

void ProcessSandbox::kill_runtime() { send(ReaperCommand::Kind::Kill); }

void ProcessSandbox::kill() { send(ReaperCommand::Kind::KillAll); }

void ProcessSandbox::destroy() {
  if (reaper_) reaper_->destroy();
}

void ProcessSandbox::offer(Event event) {
  if (frames_ && frames_->in_use()) {
    FrameChannel::offer(frames_, std::move(event));
  } else {
    session_->offer(std::move(event));
  }
}

void ProcessSandbox::close() {
  closed_ = true;
  close_all();
}

void ProcessSandbox::close_all() {
  api_.reset();
  if (reaper_) host_.reapers().erase(reaper_->pid());
  if (reaper_) reaper_->close(host_.farewells(), host_.serves_one_call());
  reaper_.reset();
  cgroup_.reset();
  if (log_) log_->close();
  if (extension_log_) extension_log_->close();
  if (frames_) frames_->close();
}

void ProcessSandbox::flush_output() {
  if (log_) log_->flush();
  if (extension_log_) extension_log_->flush();
}

std::uint64_t ProcessSandbox::used_memory() {
  if (!reaper_) return 0;
  std::uint64_t used = 0;
  for (const pid_t pid : processes_below(reaper_->pid())) used += private_memory(pid);
  return used;
}

std::uint64_t ProcessSandbox::peak_memory() {
  if (!reaper_) return 0;
  if (!status_.valid()) {
    const std::vector<pid_t> below = processes_below(reaper_->pid());
    if (!below.empty()) status_ = open_status(below.front());
  }
  return runtime::peak_memory(status_);
}

std::chrono::nanoseconds ProcessSandbox::processor_time() {
  if (!reaper_) return {};
  std::chrono::nanoseconds sum{};
  for (const pid_t pid : processes_below(reaper_->pid())) sum += runtime::processor_time(pid);
  return sum;
}

void ProcessSandbox::give_way() {
  if (!reaper_) return;
  for (const pid_t pid : processes_below(reaper_->pid())) runtime::give_way(pid);
}

void ProcessSandbox::take_report(const ReaperReport& report) {
  switch (report.kind) {
    case ReaperReport::Kind::Ready:
      break;
    case ReaperReport::Kind::GroundFailed:
      failure_ = "cannot set up a sandbox: " + errno_text(report.value);
      break;
    case ReaperReport::Kind::SetupFailed: {
      const std::string& target = prepared_->steps[static_cast<std::size_t>(report.step)].target;
      failure_ = "cannot set up the sandbox at `" + target + "`: " + errno_text(report.value);
      break;
    }
    case ReaperReport::Kind::StartFailed:
      take_start_failure(report);
      break;
    case ReaperReport::Kind::Exited:
      take_end(report);
      break;
  }
}

void ProcessSandbox::take_start_failure(const ReaperReport& report) {
  const bool extension = report.program > 0;
  const ExtensionProgram* const program =
      extension ? &prepared_->extensions[static_cast<std::size_t>(report.program) - 1] : nullptr;
  const std::string& path = extension ? program->path : prepared_->arguments.front();
  host_.note("`" + prepared_->spec->function.logical_id + "`: cannot run `" + path + "`: " + errno_text(report.value));
  if (extension) {
    session_->extensions().not_started(program->name, exec_failure(path, report.value));
  } else if (!prepared_->wrapped) {  // Lambda's own shell runs a wrapper, and ends with its status
    start_failure_ = exec_failure(path, report.value);
  }
}

void ProcessSandbox::take_end(const ReaperReport& report) {
  flush_output();
  if (report.program > 0) {
    const std::string& name = prepared_->extensions[static_cast<std::size_t>(report.program) - 1].name;
    session_->extensions().ended(name, exit_text(report.value));
    return;
  }
  if (frames_) frames_->end();
  if (!session_->extensions().any()) api_->drop_connections();
  session_->ended({report.value, static_cast<std::uint64_t>(report.peak_kib) * 1024, start_failure_});
}

void ProcessSandbox::note_version(std::string_view version) {
  const std::string& wanted = prepared_->wanted_version;
  if (wanted.empty() || version == wanted || version.starts_with(wanted + ".")) return;
  host_.note("`" + prepared_->spec->function.runtime + "` functions run on " + prepared_->language + " " +
             std::string(version) + ": no usable " + wanted + " is on PATH.");
}

}  // namespace cxsam::runtime
