#include "build/workflows/rust/cargo.h"

#include <algorithm>
#include <array>

#include "base/file.h"
#include "base/text.h"
#include "json/json.h"

namespace cxsam::build::rust {
namespace {

namespace fs = std::filesystem;

struct Target {
  std::string triple;
  std::string linker;  // "" = the usual one
};

/// Statically linked programs start with any C library, so they come first where the user has installed what they need.
std::vector<Target> targets_for(const std::string& architecture) {
#ifdef __aarch64__
  const bool own = architecture == "arm64";
#else
  const bool own = architecture != "arm64";
#endif
  const std::string machine = architecture == "arm64" ? "aarch64" : "x86_64";
  return {{machine + "-unknown-linux-musl", own ? "" : "rust-lld"},
          {machine + "-unknown-linux-gnu", own ? "" : machine + "-linux-gnu-gcc"}};
}

/// "aarch64-unknown-linux-gnu" -> "CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_LINKER"
std::string linker_variable(const std::string& triple) {
  std::string name = replace_all(triple, "-", "_");
  for (char& c : name)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return "CARGO_TARGET_" + name + "_LINKER";
}

/// Where the compiler of this folder keeps its libraries: a rust-toolchain.toml may choose another one.
fs::path library_folder(const Job& job) {
  const Result<fs::path> compiler = find_tool({"rustc", "", {job.tools.at("cargo").parent_path()}});
  if (!compiler) return {};
  system::Command ask;
  ask.words = {compiler->string(), "--print", "sysroot"};
  ask.folder = job.source;
  const Result<system::CommandResult> answer = system::run_command(ask);
  return answer && answer->exit_code == 0 ? fs::path(trim(answer->out)) / "lib" / "rustlib" : fs::path();
}

Result<Target> choose_target(const Job& job) {
  const std::vector<Target> targets = targets_for(job.architecture);
  const fs::path libraries = library_folder(job);
  for (const Target& target : targets) {
    if (!file_exists(libraries / target.triple / "lib")) continue;
    const bool usable = target.linker.empty() || target.linker == "rust-lld" || system::find_program(target.linker) ||
                        is_set(linker_variable(target.triple).c_str());
    if (usable) return target;
  }
  return fail(Error{"Rust cannot be built for " + job.architecture + " on this machine: the compiler has no target `" +
                    targets[0].triple + "` or `" + targets[1].triple + "` that can be linked"}
                  .hint("install cargo-lambda, which brings all that is needed: pip install cargo-lambda")
                  .hint("or: rustup target add " + targets[0].triple));
}

/// What the compiler says, without what it says of progress.
std::string errors_of(const system::CommandResult& result) {
  constexpr std::array<std::string_view, 6> kProgress{"Compiling", "Downloading", "Downloaded",
                                                      "Updating",  "Finished",    "Locking"};
  std::vector<std::string> lines;
  for (const std::string_view line : split(result.err, '\n')) {
    const std::string_view text = trim(line);
    const bool progress = std::ranges::any_of(kProgress, [&](std::string_view word) { return text.starts_with(word); });
    if (!progress) lines.emplace_back(line);
  }
  const std::string said(trim(join(lines, "\n")));
  return said.empty() ? "exit code " + std::to_string(result.exit_code) : said;
}

}  // namespace

Programs read_programs(std::string_view messages) {
  Programs programs;
  for (const std::string_view line : split(messages, '\n')) {
    if (!line.starts_with('{')) continue;
    const Result<Json> message = parse_json(line);
    if (!message || !message->is_object() || message->value("reason", Json()) != "compiler-artifact") continue;
    const Json& target = message->value("target", Json::object());
    const Json& executable = message->value("executable", Json());
    if (!executable.is_string() || !target.is_object() || target.value("kind", Json()) != Json::array({"bin"})) continue;
    if (const Json name = target.value("name", Json()); name.is_string())
      programs[name.get<std::string>()] = executable.get<std::string>();
  }
  return programs;
}

Result<Programs> cargo_build(const Job& job, const std::string& binary, const Progress& progress) {
  const Result<Target> target = choose_target(job);
  if (!target) return fail(target.error());
  system::Command cargo;
  cargo.words = {job.tools.at("cargo").string(), "build", "--target", target->triple,
                 "--message-format=json-render-diagnostics"};
  if (!job.debug) cargo.words.emplace_back("--release");
  if (!binary.empty()) cargo.words.insert(cargo.words.end(), {"--bin", binary});
  cargo.folder = job.source;
  cargo.keep_bytes = std::size_t{64} << 20U;  // a message for each package
  const std::string variable = linker_variable(target->triple);
  if (!target->linker.empty() && !is_set(variable.c_str())) cargo.environment.emplace_back(variable, target->linker);
  const Result<std::string> built = run_tool(std::move(cargo), "cargo build", progress, errors_of);
  if (!built) return fail("Cargo Failed: " + built.error().message);
  return read_programs(*built);
}

}  // namespace cxsam::build::rust
