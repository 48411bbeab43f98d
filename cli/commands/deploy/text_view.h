// What `deploy` says to a person: SAM CLI's words and tables.
#pragma once

#include <optional>
#include <string>

#include "cli/command.h"
#include "cli/live_table.h"
#include "deploy/carry_out.h"

namespace cxsam::cli::deploy_command {

class TextView final : public deploy::Observer {
 public:
  /// `confirm`: ask before anything is executed.
  TextView(Context& context, const World& world, std::string region, bool confirm)
      : context_(context), world_(world), region_(std::move(region)), confirm_(confirm) {}

  void begins(const deploy::Plan& plan) override;
  Task<Result<bool>> may_replace(const aws::Stack& stack) override;
  void waits_for_change_set() override;
  void has_change_set(const aws::ChangeSet& change_set) override;
  Task<Result<bool>> may_execute(const aws::ChangeSet& change_set) override;
  void executes() override;
  void happened(const aws::StackEvent& event) override;
  void events_end() override;
  void notes(std::string_view text) override;

  /// After a deployment that went well.
  void show(const deploy::Done& done, const deploy::Settings& settings);

 private:
  void show_outputs(const std::vector<aws::StackOutput>& outputs);

  Context& context_;
  World world_;
  std::string region_;
  bool confirm_;
  std::string pause_text_;
  std::optional<LiveTable> events_;
};

}  // namespace cxsam::cli::deploy_command
