// One loaded version of an application, as requests hold it: a reload makes another one and leaves this alone.
#pragma once

#include <memory>
#include <string>
#include <utility>

#include "base/result.h"
#include "diagnostic/diagnostic.h"
#include "gateway/gateway.h"
#include "project/project.h"

namespace cxsam::local {

/// A template that was read, with its texts, which its findings and nodes point into.
struct LoadedProject {
  Sources sources;
  project::Project project;
};

/// Errors of the template go to `report` as rendered text. The error: no such file, or a template of which parts cannot be
/// read.
Result<std::unique_ptr<LoadedProject>> load_project(const project::LoadOptions& options, std::string& report, bool colour);

/// `loaded`, ready to answer. Give requests `std::shared_ptr<const gateway::Served>(state, &state->served)`.
struct ServingState {
  ServingState(const World& world, std::unique_ptr<LoadedProject> from, invoke::Invokers invokers, std::uint16_t port,
               std::function<void(std::string_view)> tell)
      : loaded(std::move(from)),
        served{.world = world,
               .application = loaded->project.application,
               .routes = gateway::RouteTable(loaded->project.application),
               .invokers = std::move(invokers),
               .account_id = loaded->project.environment.account_id,
               .port = port,
               .tell = std::move(tell)} {}

  std::unique_ptr<LoadedProject> loaded;
  gateway::Served served;
};

}  // namespace cxsam::local
