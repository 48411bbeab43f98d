#include "cli/commands/deploy/guided.h"

#include <filesystem>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "cli/ask.h"
#include "cli/commands/deploy/ask_signing.h"
#include "cli/commands/deploy/settings.h"
#include "cli/template_options.h"
#include "deploy/open_functions.h"
#include "json/json.h"

namespace cxsam::cli::deploy_command {
namespace {

namespace fs = std::filesystem;
using config::Origin;

/// The questions in their order. The first that gets no answer ends them.
class Questions {
 public:
  Questions(Context& context, const project::Project& project) : context_(context), project_(project) {}

  Result<Guided> run(std::string region) {
    guided_.options = context_.options;
    guided_.file = context_.options.text_or("config-file", "samconfig.toml");
    guided_.environment = context_.options.text_or("config-env", "default");
    greet();
    const bool answered =
        ask_names(std::move(region)) && ask_parameters() && ask_behaviour() && ask_openness() && ask_profiles() && ask_saving();
    if (!answered) return fail(*std::move(failure_));
    return std::move(guided_);
  }

 private:
  void greet() {
    out("\nConfiguring SAM deploy\n======================\n");
    const bool there = fs::exists(guided_.file);
    out(fmt::format("\n\tLooking for config file [{}] :  {}\n", fs::path(guided_.file).filename().string(),
                    there ? "Found" : "Not found"));
    if (there) out("\tReading default arguments  :  Success\n");
    out(fmt::format("\n\tSetting default arguments for '{} deploy'\n\t=========================================\n",
                    context_.program()));
  }

  bool ask_names(std::string region) {
    const std::string known = context_.options.text_or("stack-name", "sam-app");
    return take("stack-name", ask(context_.terminal, "\tStack Name", &known)) &&
           take("region", ask(context_.terminal, "\tAWS Region", &region));
  }

  /// Each gets a value, also where the default is taken: it is kept for the next time.
  bool ask_parameters() {
    const Result<TemplateChoice> choice = read_template_choice(context_.options);
    const Node* declared = project_.root.source.section("Parameters");
    if (declared == nullptr) return true;
    Json values = Json::object();
    for (const Member& parameter : declared->members) {
      std::optional<std::string> fallback = default_of(parameter.value);
      const Node* no_echo = parameter.value.find("NoEcho");
      const bool secret = no_echo && no_echo->as_bool().value_or(false);
      if (const auto given = choice->parameters.find(parameter.key); given != choice->parameters.end() && !secret)
        fallback = given->second;
      const std::string question = "\tParameter " + parameter.key;
      const std::string* offered = fallback ? &*fallback : nullptr;
      Result<std::string> answer =
          secret ? ask_secretly(context_.terminal, question, offered) : ask(context_.terminal, question, offered);
      if (!answer) return failed(answer.error());
      if (!secret) guided_.parameters.emplace_back(parameter.key, *answer);
      values[parameter.key] = *std::move(answer);
    }
    guided_.options.set("parameter-overrides", {dump_json(values)}, Origin::CommandLine);
    return true;
  }

  bool ask_behaviour() {
    out("\t#Shows you resources changes to be deployed and require a 'Y' to initiate deploy\n");
    if (!ask_flag("confirm-changeset", "\tConfirm changes before deploy")) return false;
    out("\t#SAM needs permission to be able to create roles to connect to the resources in your template\n");
    const Result<bool> roles = ask_yes(context_.terminal, "\tAllow SAM CLI IAM role creation", true);
    if (!roles) return failed(roles.error());
    if (!ask_capabilities(*roles)) return false;
    out("\t#Preserves the state of previously provisioned resources when an operation fails\n");
    return ask_flag("disable-rollback", "\tDisable rollback");
  }

  bool ask_capabilities(bool as_known) {
    std::vector<std::string> known = read_names(context_.options.list("capabilities"));
    if (known.empty()) known = {"CAPABILITY_IAM"};
    if (!as_known) {
      const std::string shown = "['" + join(known, "', '") + "']";
      const Result<std::string> answer = ask(context_.terminal, "\tCapabilities", &shown);
      if (!answer) return failed(answer.error());
      if (*answer != shown) known = read_names({*answer});
    }
    guided_.options.set("capabilities", std::move(known), Origin::CommandLine);
    return true;
  }

  bool ask_openness() {
    for (const std::string& name : deploy::find_open_functions(project_)) {
      const Result<bool> fine = ask_yes(context_.terminal, "\t" + name + " has no authentication. Is this okay?", false);
      if (!fine) return failed(fine.error());
      if (!*fine) return failed(Error{"Security Constraints Not Satisfied!"});
    }
    return true;
  }

  bool ask_profiles() {
    const std::vector<Signable> signable = find_signable(project_);
    const Result<void> asked = ask_signing(context_, signable, guided_.options);
    if (!asked) return failed(asked.error());
    if (!signable.empty()) guided_.profiles = guided_.options.list("signing-profiles");
    return true;
  }

  bool ask_saving() {
    const Result<bool> save = ask_yes(context_.terminal, "\tSave arguments to configuration file", true);
    if (!save) return failed(save.error());
    guided_.save = *save;
    if (!*save) return true;
    const Result<std::string> file = ask(context_.terminal, "\tSAM configuration file", &guided_.file);
    if (!file) return failed(file.error());
    guided_.file = *file;
    const Result<std::string> environment = ask(context_.terminal, "\tSAM configuration environment", &guided_.environment);
    if (!environment) return failed(environment.error());
    guided_.environment = *environment;
    return true;
  }

  static std::optional<std::string> default_of(const Node& parameter) {
    const Node* value = parameter.find("Default");
    if (value == nullptr || !value->as_text()) return std::nullopt;
    return std::string(*value->as_text());
  }

  bool ask_flag(std::string_view option, std::string_view question) {
    const Result<bool> answer = ask_yes(context_.terminal, question, context_.options.flag(option));
    if (!answer) return failed(answer.error());
    guided_.options.set(std::string(option), {*answer ? "true" : "false"}, Origin::CommandLine);
    return true;
  }

  bool take(std::string_view option, const Result<std::string>& answer) {
    if (!answer) return failed(answer.error());
    guided_.options.set(std::string(option), {*answer}, Origin::CommandLine);
    return true;
  }

  bool failed(Error error) {
    failure_ = std::move(error);
    return false;
  }

  void out(std::string_view text) { context_.terminal.out(text); }

  Context& context_;
  const project::Project& project_;
  Guided guided_;
  std::optional<Error> failure_;
};

}  // namespace

Result<Guided> ask_all(Context& context, const project::Project& project, std::string region) {
  return Questions(context, project).run(std::move(region));
}

}  // namespace cxsam::cli::deploy_command
