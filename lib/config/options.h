// Options as data: one table gives the parser, --help, the reference pages and the keys of samconfig.toml.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cxsam::config {

enum class OptionKind : std::uint8_t { Flag, Text, Number, List, Path, Choice };

/// One option. The samconfig key is `name` with '_' for '-'.
struct OptionSpec {
  std::string_view name;          // "template-file": typed as --template-file
  std::string_view aliases = "";  // as typed, separated by blanks: "--template -t"
  OptionKind kind = OptionKind::Text;
  std::string_view value_name = "";     // "FILE", for help
  std::string_view default_value = "";  // "" = none
  std::string_view environment = "";    // variables that give the value, below the command line; the first that is set
  std::string_view choices = "";        // comma-separated, for Choice
  std::string_view help = "";           // sentences for a person
  bool negatable = false;               // flags: --no-NAME as well
  bool several_words = false;           // lists: one use takes all words up to the next option (--tags A=1 B=2)
  bool assignments = false;             // lists of Key=Value: other words are none of them, and no text is cut into words here
  bool hidden = false;                  // not in --help, but in the reference
  std::string_view no_effect = "";      // accepted as in SAM CLI but without effect here: why. Using it prints one note
  bool only_here = false;               // SAM CLI does not have it: its words, which `sam` speaks, never offer it
};

struct OptionGroup {
  std::string_view title;
  std::span<const OptionSpec> options;
};

/// The key of an option or command in samconfig.toml: "local start-api" -> "local_start_api".
std::string config_key(std::string_view name);

/// All ways to type the option: "--template-file", "--template", "-t"; with "--no-x" where there is one.
std::vector<std::string> spellings(const OptionSpec& option);

/// Where a value came from, strongest first.
enum class Origin : std::uint8_t { CommandLine, Environment, ConfigFile, ConfigGlobal, Default };

/// The values of one command after precedence has been applied.
/// Source: SAM CLI, "AWS SAM CLI configuration file": command line > environment > command table > global table > default.
class Values {
 public:
  void set(std::string name, std::vector<std::string> texts, Origin origin);

  [[nodiscard]] bool has(std::string_view name) const;
  [[nodiscard]] bool flag(std::string_view name) const;
  [[nodiscard]] std::optional<std::string> text(std::string_view name) const;
  [[nodiscard]] std::string text_or(std::string_view name, std::string_view fallback) const;
  [[nodiscard]] std::optional<std::int64_t> number(std::string_view name) const;
  [[nodiscard]] std::vector<std::string> list(std::string_view name) const;
  [[nodiscard]] std::optional<Origin> origin(std::string_view name) const;

 private:
  struct Value {
    std::vector<std::string> texts;
    Origin origin = Origin::Default;
  };
  std::map<std::string, Value, std::less<>> values_;
};

}  // namespace cxsam::config
