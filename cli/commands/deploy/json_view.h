// What `deploy --output json` prints: one object a line.
#pragma once

#include <string>
#include <string_view>

#include "cli/command.h"
#include "deploy/carry_out.h"
#include "json/json.h"

namespace cxsam::cli::deploy_command {

class JsonView final : public deploy::Observer {
 public:
  JsonView(Context& context, std::string region) : context_(context), region_(std::move(region)) {}

  void has_change_set(const aws::ChangeSet& change_set) override;
  void happened(const aws::StackEvent& event) override;
  void notes(std::string_view text) override;

  void has_bucket(const std::string& bucket);
  void warns_of(const std::string& open_function);
  void show(const deploy::Done& done, const deploy::Settings& settings);
  void show(const deploy::Failure& failure);
  /// Nothing has changed, which counts as a failure.
  void show_unwanted(const deploy::Settings& settings);

 private:
  [[nodiscard]] Json result_of(const deploy::Done& done, const deploy::Settings& settings) const;

  Context& context_;
  std::string region_;
};

/// SAM CLI's names of what keeps a deployment from its beginning.
inline constexpr std::string_view kNotPackaged = "ExportFailedError";
inline constexpr std::string_view kNotBegun = "UserException";

/// The last line where nothing was deployed. `resources`: which of them failed, where some did.
void show_json_failure(system::Terminal& terminal, std::string_view type, std::string_view message, Json resources = {});

}  // namespace cxsam::cli::deploy_command
