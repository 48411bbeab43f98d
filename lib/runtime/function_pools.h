// The instances of one function: a pool for each of its versions that is called, since a version is part of what a process
// finds in its environment.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>

#include "invoke/invoke.h"
#include "runtime/host.h"
#include "runtime/pool.h"
#include "runtime/sandbox.h"

namespace cxsam::runtime {

/// As many processors as there are, and a look at what cxsam itself does.
PoolLimits limits_of_this_machine();

class FunctionPools final : public invoke::Invoker {
 public:
  /// Makes the sandboxes of one pool.
  using MakerOfMakers = std::function<SandboxMaker()>;

  /// `host` outlives it. `spec` is of $LATEST.
  FunctionPools(Host& host, std::shared_ptr<const FunctionSpec> spec, MakerOfMakers makers, PoolLimits limits = {});

  /// Beyond ReservedConcurrentExecutions, which all versions share: Throttled, with Lambda's document.
  Task<invoke::Outcome> invoke(invoke::Invocation& invocation, invoke::ResponseSink& sink) override;
  /// Has one initialised instance of $LATEST waiting.
  Task<void> warm_up();
  /// As those of Pool, for all.
  void update(const std::shared_ptr<const FunctionSpec>& spec);
  void wind_down();
  void close();

 private:
  /// Instances serve one version, and one tenant where the function keeps its tenants apart.
  struct Key {
    std::string version;
    std::string tenant = {};
    auto operator<=>(const Key&) const = default;
  };
  struct Entry {
    std::unique_ptr<Pool> pool;
    std::uint32_t calls = 0;      // under way
    std::uint64_t last_call = 0;  // counts the calls of all
  };
  Entry& entry_of(const Key& key);
  void make_room();

  Host& host_;
  std::shared_ptr<const FunctionSpec> spec_;
  MakerOfMakers makers_;
  PoolLimits limits_;
  std::map<Key, Entry> pools_;  // an entry with calls stays where it is
  std::uint32_t running_ = 0;
  std::uint64_t calls_ = 0;  // ever
};

}  // namespace cxsam::runtime
