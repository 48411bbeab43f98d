// The functions of an application, ready to be called: a pool of processes each, kept over reloads.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "invoke/invoke.h"
#include "lambda/account.h"
#include "local/credentials.h"
#include "local/journal/journal_file.h"
#include "local/part.h"
#include "local/variables.h"
#include "local/xray/daemon.h"
#include "loop/world.h"
#include "project/project.h"
#include "runtime/function_pools.h"
#include "runtime/host.h"
#include "runtime/process_sandbox.h"

namespace cxsam::local {

/// An image of this machine for a function, by any of its names; "" for all that have none of their own.
struct GivenImage {
  std::string function;
  std::filesystem::path path;
};

/// What functions get besides their template. See read_function_settings().
struct FunctionSettings {
  VariableOverrides overrides;
  Variables shell;
  runtime::Credentials credentials;
  std::optional<Error> no_credentials;  // why functions get stand-ins, where the user has set up something else
  std::string region = "us-east-1";
  std::optional<runtime::Debugging> debugging;
  bool memory_limited = true;
  bool time_limited = true;
  bool cpu_share = false;
  bool as_sam = false;  // functions get what SAM CLI gives them: names in their environment, events as they are, JSON or not
  std::optional<std::string> profile;                  // that was asked for
  std::optional<std::string> runtime;                  // that they run on in place of the template's
  std::vector<GivenImage> images;                      // of `--image`
  std::filesystem::path layer_cache;                   // where layers are kept that are fetched by their ARN
  std::shared_ptr<JournalFile> journal;                // of `--journal`, or none
  std::shared_ptr<runtime::IsolationProbe> isolation;  // that was begun before, or none
  std::string only;                                    // full path of the one function that is wanted; all are when it is empty
};

/// `region`: of the command line or AWS_REGION; without it the profile's, else us-east-1. Errors: the file of
/// `--env-vars`, a profile that is not there.
Result<FunctionSettings> read_function_settings(const std::optional<std::filesystem::path>& env_vars,
                                                const std::optional<std::string>& profile,
                                                const std::optional<std::string>& region);

/// What is done for functions before they are called.
struct Readiness {
  bool checked = false;  // what keeps them from being started is found out: see faults()
  bool warm = false;     // each has an initialised instance before anything else starts (`--warm-containers EAGER`)
};

/// Why functions cannot be started, by full path.
using Faults = std::map<std::string, Error, std::less<>>;

/// An image of a function, and where it lies on this machine.
struct FoundImage {
  application::Image image;
  std::filesystem::path path;
};

/// Where the image of a function lies: what was given for it, else what its ImageUri names, if that is a file or folder here.
/// Error: neither.
Result<FoundImage> find_image(const project::Project& project, const application::Function& function,
                              const FunctionSettings& settings);

class Functions final : public Part {
 public:
  /// What functions print, START, END and REPORT, and notes for a person go to `journal`.
  Functions(const World& world, FunctionSettings settings, invoke::Journal& journal, Readiness readiness = {});
  Functions(const Functions&) = delete;
  Functions& operator=(const Functions&) = delete;
  /// A request that is given up may hold a pool until the loop ends, which is later than the host that the pool needs to end
  /// its processes; so they end here.
  ~Functions() override;

  /// Functions known from before keep their pools: idle instances end now, busy ones when they have answered, and calls from
  /// now on run the new code. Functions that are gone end in the same way.
  Result<Commit> prepare(const std::shared_ptr<const Version>& version) override;
  Task<Result<void>> start() override;
  [[nodiscard]] Description describe() const override { return {}; }
  /// Ends every process, without waiting for it, which stop() does.
  void end();
  /// Ends every process, and returns when they have ended: at once, or within some seconds where there are no PID namespaces.
  Task<void> stop() override;

  /// By full path ("Parent/Function"). A copy stays valid with the next version: calls of the old one go on through it.
  [[nodiscard]] const invoke::Invokers& invokers() const { return invokers_; }

  /// Functions that cannot be started as they are. A call tries it all the same: what is missing may have come.
  [[nodiscard]] const Faults& faults() const { return faults_; }

 private:
  /// What one version asks for.
  struct Wanted {
    std::vector<runtime::FunctionSpec> specs;
    std::vector<std::string> notes;
    Faults faults = {};
  };

  [[nodiscard]] runtime::FunctionSpec make_spec(const project::Project& project, const application::Function& function,
                                                std::vector<std::string>& notes) const;
  void take(const Wanted& wanted);

  World world_;
  FunctionSettings settings_;
  BothJournals journal_;
  runtime::Host host_;
  std::unique_ptr<XrayDaemon> xray_;  // where there is a journal
  Readiness readiness_;
  std::map<std::string, std::shared_ptr<runtime::FunctionPools>, std::less<>> pools_;
  std::shared_ptr<lambda::Account> account_ = std::make_shared<lambda::Account>();
  invoke::Invokers invokers_;
  Faults faults_;
  std::uint64_t generation_ = 0;
};

}  // namespace cxsam::local
