#include "runtime/packed_plan.h"

#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <catch2/catch.hpp>

#include "runtime/descriptors.h"

using namespace cxsam;
using namespace cxsam::runtime;
using Kind = SandboxStep::Kind;

TEST_CASE("packed plan: steps and programs are as they were given", "[runtime]") {
  auto memory = PlanMemory::make();
  REQUIRE(memory);
  const std::string content("a\0b", 3);
  const auto steps = memory->pack(std::vector<SandboxStep>{
      {.kind = Kind::Bind, .target = "/opt", .source = "layer", .optional = true},
      {.kind = Kind::WriteFile, .target = "/var/task/x", .source = {}, .content = content, .executable = true}});
  const std::array given{ReaperProgram{{"/bin/sh", "-c", ""}, {"A=1"}, "/"}, ReaperProgram{{"/bin/true"}, {}, "/tmp"}};
  const auto programs = memory->pack(given);
  REQUIRE(steps);
  REQUIRE(programs);
  memory->plan() = {*steps, *programs, {}};

  const PackedPlan& plan = memory->plan();
  REQUIRE(plan.steps.size() == 2);
  CHECK(plan.steps[0].kind == Kind::Bind);
  CHECK(std::string(plan.steps[0].source) == "layer");
  CHECK(plan.steps[0].optional);
  CHECK(std::string(plan.steps[1].target) == "/var/task/x");
  CHECK(plan.steps[1].content == content);
  CHECK(plan.steps[1].executable);
  REQUIRE(plan.programs.size() == 2);
  CHECK(std::string(plan.programs[0].arguments[1]) == "-c");
  CHECK(std::string(plan.programs[0].arguments[2]).empty());
  CHECK(plan.programs[0].arguments[3] == nullptr);
  CHECK(std::string(plan.programs[0].environment[0]) == "A=1");
  CHECK(plan.programs[1].environment[0] == nullptr);
  CHECK(std::string(plan.programs[1].folder) == "/tmp");
}

TEST_CASE("packed plan: what does not fit is an error, and leaves room for what does", "[runtime]") {
  auto memory = PlanMemory::make();
  REQUIRE(memory);
  const std::string large(std::size_t{64} << 20U, 'x');
  CHECK_FALSE(
      memory->pack(std::vector<SandboxStep>{{.kind = Kind::WriteFile, .target = "/x", .source = {}, .content = large}}));
  CHECK(memory->pack(std::vector<SandboxStep>{{.kind = Kind::Folder, .target = "/x", .source = {}}}));
}

TEST_CASE("descriptors: the other end of a socket gets those that there are", "[runtime]") {
  const auto ends = make_socket_pair(SOCK_SEQPACKET);
  REQUIRE(ends);
  const auto pipe = make_pipe(Flow::In);
  REQUIRE(pipe);
  const std::array sent{pipe->theirs.get()};
  REQUIRE(send_with_descriptors(ends->ours.get(), std::string_view("begin"), sent));
  std::array<char, 8> message{};
  std::array<int, 5> got{-1, -1, -1, -1, -1};
  REQUIRE(receive_with_descriptors(ends->theirs.get(), message, got) == 5);
  const Descriptor copy(got[0]);
  CHECK(copy.get() != sent[0]);
  CHECK(got[1] == -1);
  REQUIRE(write(copy.get(), "x", 1) == 1);
  CHECK(read(pipe->ours.get(), message.data(), message.size()) == 1);
}
