// What `deploy --output json` prints: one object a line.
#pragma once

#include <string>

#include "cli/command.h"
#include "deploy/carry_out.h"
#include "json/json_fwd.h"

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
  void show(const deploy::Failure& failure, const deploy::Settings& settings);
  /// Nothing has changed, which counts as a failure.
  void show_unwanted(const deploy::Done& done, const deploy::Settings& settings);

 private:
  [[nodiscard]] Json result_of(std::string_view status, const std::string& change_set, const deploy::Settings& settings) const;
  void show_failure(const std::string& change_set, const deploy::Settings& settings, Json error);

  Context& context_;
  std::string region_;
  std::string change_set_;
};

}  // namespace cxsam::cli::deploy_command
