// Source: AWS SDKs and Tools reference guide, "Process credential provider".
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "aws/providers/provider.h"
#include "base/text.h"
#include "json/json.h"
#include "loop/off_thread.h"
#include "system/command.h"

namespace cxsam::aws {
namespace {

constexpr std::string_view kSource = "custom-process";

/// As a shell splits: blanks part words, quotes keep them, a backslash takes the next character as it is.
Result<std::vector<std::string>> split_words(std::string_view line) {
  std::vector<std::string> words;
  std::string word;
  bool within = false;
  char quote = '\0';
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (c == '\\' && quote != '\'' && i + 1 < line.size()) {
      word += line[++i];
      within = true;
    } else if (quote != '\0') {
      if (c == quote) {
        quote = '\0';
      } else {
        word += c;
      }
    } else if (c == '"' || c == '\'') {
      quote = c;
      within = true;
    } else if (c == ' ' || c == '\t') {
      if (within) words.push_back(std::exchange(word, ""));
      within = false;
    } else {
      word += c;
      within = true;
    }
  }
  if (quote != '\0') return fail(fmt::format("the credential_process `{}` has a quote that does not end", line));
  if (within) words.push_back(word);
  return words;
}

}  // namespace

Task<Found> from_process(Search search) {
  const std::string line = search.value("credential_process");
  if (line.empty()) co_return std::nullopt;
  const std::string doing = fmt::format("running the credential_process of profile \"{}\"", search.profile);
  Result<std::vector<std::string>> words = split_words(line);
  if (!words) co_return fail(std::move(words).error());
  if (words->empty()) co_return std::nullopt;
  system::Command command{.words = *std::move(words), .folder = "", .environment = {}};
  const Result<system::CommandResult> ran = co_await off_thread([&] { return system::run_command(command); });
  if (!ran) co_return fail(Error(ran.error()).with(doing));
  if (ran->exit_code != 0)
    co_return fail(Error{fmt::format("`{}` ended with exit code {}: {}", command.words.front(), ran->exit_code,
                                     ran->err.empty() ? "it printed no reason" : trim(ran->err))}
                       .with(doing));
  const Result<Json> answer = parse_json(ran->out);
  if (!answer)
    co_return fail(
        Error{fmt::format("`{}` did not print JSON: {}", command.words.front(), answer.error().message)}.with(doing));
  const auto version = answer->find("Version");
  if (version == answer->end() || *version != 1)
    co_return fail(Error{fmt::format("`{}` printed credentials of version {}; 1 is the only one supported",
                                     command.words.front(), version == answer->end() ? "none" : dump_json(*version))}
                       .with(doing));
  Result<Credentials> keys = read_keys(*answer, KeyNames{.token = "SessionToken"}, kSource);
  if (!keys) co_return fail(std::move(keys).error().with(doing));
  if (keys->expires && *keys->expires <= search.wire.world.clock.wall())
    co_return fail(Error{fmt::format("`{}` printed credentials that have expired", command.words.front())}.with(doing));
  co_return *std::move(keys);
}

}  // namespace cxsam::aws
