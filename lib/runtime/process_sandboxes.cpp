// How the sandboxes of a function are made: what takes long is done once for a specification.
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "loop/off_thread.h"
#include "runtime/locate.h"
#include "runtime/prepare.h"
#include "runtime/process_sandbox.h"
#include "runtime/shared_process.h"

namespace cxsam::runtime {
namespace {

/// What the sandboxes of a function have in common, for its latest specification.
struct Shared {
  std::shared_ptr<const FunctionSpec> of;
  std::shared_ptr<const Prepared> prepared;
  std::vector<std::weak_ptr<SharedProcess>> processes;  // of functions that take several invocations at once
};

/// What takes long of making a function ready: archives are unpacked, links are looked for.
struct Found {
  Result<Located> located;
  std::vector<CodePart> parts;
};

Found find(const FunctionSpec& spec) {
  Found found{.located = locate(spec), .parts = {}};
  if (found.located && found.located->files.empty() && !spec.image) found.parts = parts_of(found.located->code);
  return found;
}

// cxsam's own bootstraps take one invocation at a time.
bool takes_several(const Prepared& prepared) { return prepared.spec->max_concurrency > 1 && !prepared.frames; }

std::unique_ptr<Sandbox> join_process(Host& host, Shared& shared, std::shared_ptr<Session> session, OutputWriter output) {
  std::erase_if(shared.processes, [](const auto& each) { return each.expired(); });
  for (const auto& each : shared.processes) {
    const auto process = each.lock();
    if (process && process->has_place()) return process->join(std::move(session), std::move(output));
  }
  const auto maker = [&host, prepared = shared.prepared](auto of_process, auto writer, auto calls) {
    return std::make_unique<ProcessSandbox>(host, prepared, std::move(of_process), std::move(writer), std::move(calls));
  };
  const auto made = SharedProcess::make(host, shared.prepared->spec->max_concurrency, session->function(), maker);
  shared.processes.push_back(made);
  return made->join(std::move(session), std::move(output));
}

Task<Result<std::unique_ptr<Sandbox>>> make_sandbox(Host& host, std::shared_ptr<Shared> shared,
                                                    std::shared_ptr<const FunctionSpec> spec, std::shared_ptr<Session> session,
                                                    OutputWriter output) {
  std::shared_ptr<const Prepared> prepared = shared->of == spec ? shared->prepared : nullptr;
  if (!prepared || prepared->isolation != host.presumed_isolation()) {
    std::optional<Found> found;
    if (host.serves_one_call()) {
      found = find(*spec);
    } else {
      found = co_await off_thread([&] { return find(*spec); });
    }
    if (!found->located) co_return fail(std::move(found->located.error()));
    auto made = prepare(*spec, *found->located, std::move(found->parts), host);
    if (!made) co_return fail(std::move(made.error()));
    prepared = std::move(*made);
    *shared = {spec, prepared, {}};
  }
  if (takes_several(*prepared)) co_return join_process(host, *shared, std::move(session), std::move(output));
  co_return std::make_unique<ProcessSandbox>(host, std::move(prepared), std::move(session), std::move(output));
}

}  // namespace

SandboxMaker process_sandboxes(Host& host) {
  const auto shared = std::make_shared<Shared>();
  return [&host, shared](std::shared_ptr<const FunctionSpec> spec, std::shared_ptr<Session> session, OutputWriter output) {
    return make_sandbox(host, shared, std::move(spec), std::move(session), std::move(output));
  };
}

}  // namespace cxsam::runtime
