// One loaded version of an application, as requests hold it: a reload makes another one and leaves this alone.
#pragma once

#include <string>
#include <utility>

#include "gateway/gateway.h"
#include "project/project.h"

namespace cxsam::local {

/// A project, ready to answer. Give requests `std::shared_ptr<const gateway::Served>(state, &state->served)`.
struct ServingState {
  ServingState(const World& world, project::Project from, invoke::Invokers invokers, std::uint16_t port,
               std::function<void(std::string_view)> tell)
      : project(std::move(from)),
        served{.world = world,
               .application = project.application,
               .routes = gateway::RouteTable(project.application),
               .invokers = std::move(invokers),
               .account_id = project.root.environment.account_id,
               .port = port,
               .tell = std::move(tell)} {}

  project::Project project;
  gateway::Served served;
};

}  // namespace cxsam::local
