#include "cli/find_command.h"

#include <array>
#include <catch2/catch.hpp>

using namespace cxsam;

namespace {

const cli::Command kValidate{.name = "validate"};
const cli::Command kInvoke{.name = "local invoke"};
const cli::Command kStartApi{.name = "local start-api"};
const cli::Command kDelete{.name = "local event s3 delete"};
const cli::Command kPut{.name = "local event s3 put"};
const std::array kEvents{&kDelete, &kPut};
const cli::Command kEvent{
    .name = "local event", .description = "Events.", .below = [] { return std::span<const cli::Command* const>(kEvents); }};
const std::array kCommands{&kEvent, &kInvoke, &kStartApi, &kValidate};

cli::FoundCommand find(const std::vector<std::string>& words) { return cli::find_command(kCommands, words); }

std::string mistake(const std::vector<std::string>& words) {
  const cli::FoundCommand found = find(words);
  REQUIRE(found.command == nullptr);
  std::string text = found.error.message;
  for (const std::string& hint : found.error.hints) text += "; " + hint;
  return text;
}

}  // namespace

TEST_CASE("find_command: one word or two") {
  CHECK(find({"validate", "x.yaml"}).command == &kValidate);
  CHECK(find({"validate", "x.yaml"}).words_used == 1);
  CHECK(find({"local", "invoke", "Hello"}).command == &kInvoke);
  CHECK(find({"local", "invoke", "Hello"}).words_used == 2);
}

TEST_CASE("find_command: a group alone, or with an option") {
  CHECK(find({"local"}).group == "local");
  CHECK(find({"local", "--help"}).group == "local");
}

TEST_CASE("find_command: commands below one are found by all their words") {
  CHECK(find({"local", "event", "s3", "put", "x"}).command == &kPut);
  CHECK(find({"local", "event", "s3", "put", "x"}).words_used == 4);
  const cli::FoundCommand all = find({"local", "event", "--help"});
  CHECK(all.command == nullptr);
  CHECK(all.group == "local event");
  CHECK(all.description == "Events.");
  CHECK(all.commands.size() == 2);
  const cli::FoundCommand some = find({"local", "event", "s3"});
  CHECK(some.group == "local event s3");
  CHECK(some.description.empty());
  CHECK(mistake({"local", "event", "s3", "pt"}).find("did you mean `local event s3 put`?") != std::string::npos);
  CHECK(mistake({"local", "event", "s4"}).find("did you mean `local event s3`?") != std::string::npos);
}

TEST_CASE("find_command: what was meant") {
  CHECK(mistake({"validat"}) == "no command `validat`; did you mean `validate`?; `--help` lists the commands");
  CHECK(mistake({"local", "invok"}) == "no command `local invok`; did you mean `local invoke`?; `--help` lists the commands");
  CHECK(mistake({"start-api"}) == "no command `start-api`; did you mean `local start-api`?");
  CHECK(mistake({"zzz"}) == "no command `zzz`; `--help` lists the commands");
}

TEST_CASE("find_command: commands of SAM CLI that are not here yet") {
  CHECK(mistake({"local", "callback"}).starts_with("`local callback` is not part of cxsam yet; "));
}
