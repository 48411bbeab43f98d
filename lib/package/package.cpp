#include "package/package.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include <fmt/format.h>

#include "base/file.h"
#include "document/writer.h"
#include "package/limits.h"
#include "package/store.h"

namespace cxsam::package {
namespace {

namespace fs = std::filesystem;
using artifacts::Artifact;

/// SAM's own folder and git's are no part of a function, also where `CodeUri: .` holds them.
constexpr std::array<std::string_view, 2> kExcluded{".aws-sam", ".git"};

class Packing {
 public:
  Packing(const project::Project& project, const Options& options, Diagnostics& diagnostics)
      : project_(project),
        options_(options),
        diagnostics_(diagnostics),
        source_folder_(fs::absolute(project.template_path).parent_path()),
        store_(options.output_folder) {}

  Result<std::vector<Packed>> run() {
    for (const Artifact& artifact : project_.artifacts) {
      if (Result<void> done = add(artifact); !done) return fail(done.error());
    }
    check_limits(project_.source, packed_, options_.limits, diagnostics_);
    if (diagnostics_.has_errors()) return packed_;
    const Node rewritten = artifacts::with_paths(project_.source, project_.artifacts, paths_);
    const std::string text = options_.json ? write_json(rewritten) + "\n" : write_yaml(rewritten);
    if (Result<void> written = write_file_atomically(options_.output_template, text); !written) return fail(written.error());
    return packed_;
  }

 private:
  /// Packs what the artifact names, once for all that name the same place, and appends its path to `paths_`.
  Result<void> add(const Artifact& artifact) {
    const fs::path place = (source_folder_ / (artifact.path.empty() ? "." : artifact.path)).lexically_normal();
    const fs::path key = place.filename().empty() ? place.parent_path() : place;
    auto known = by_place_.find(key);
    if (known == by_place_.end()) {
      const Result<std::optional<Packed>> made = pack(artifact, key);
      if (!made) return fail(made.error());
      if (!*made) {  // told in the diagnostics
        paths_.push_back(artifact.path);
        return {};
      }
      known = by_place_.emplace(key, remember(**made)).first;
    }
    Packed& packed = packed_[known->second];
    packed.ids.push_back(artifact.logical_id);
    paths_.push_back(packed.file.lexically_relative(options_.output_template.parent_path()).string());
    return {};
  }

  /// The index in `packed_`; content that is there already under another place joins it.
  std::size_t remember(const Packed& made) {
    const auto same = std::ranges::find(packed_, made.file, &Packed::file);
    if (same == packed_.end()) {
      packed_.push_back(made);
      return packed_.size() - 1;
    }
    return static_cast<std::size_t>(same - packed_.begin());
  }

  /// Nothing when the artifact cannot be packed; the diagnostics say why.
  Result<std::optional<Packed>> pack(const Artifact& artifact, const fs::path& place) {
    if (artifact.kind == artifacts::Kind::NestedTemplate) {
      diagnostics_
          .error("", artifact.where, fmt::format("`{}` is a nested stack, which cannot be packaged yet", artifact.logical_id))
          .hints.emplace_back("package the nested template by itself, upload it, and give its S3 URL here");
      return std::nullopt;
    }
    std::error_code ignored;
    if (fs::is_directory(place, ignored)) {
      if (is_inside(options_.output_folder, place)) {
        diagnostics_
            .error("", artifact.where,
                   fmt::format("the output folder `{}` lies inside the code of `{}`, so the archive would hold itself",
                               options_.output_folder.string(), artifact.logical_id))
            .hints.emplace_back("run `cxsam build` first, or choose an `--output-dir` outside of it");
        return std::nullopt;
      }
      return packed(store_.add_folder(place, kExcluded));
    }
    if (fs::is_regular_file(place, ignored))
      return packed(artifact.is_code() && !is_archive(place) ? store_.add_single_file(place) : store_.add_as_it_is(place));
    diagnostics_.error(
        "", artifact.where,
        fmt::format("`{}` of `{}` does not exist: `{}`", artifact.property, artifact.logical_id, place.string()));
    return std::nullopt;
  }

  static bool is_archive(const fs::path& file) { return file.extension() == ".zip" || file.extension() == ".jar"; }

  static Result<std::optional<Packed>> packed(const Result<Stored>& stored) {
    if (!stored) return fail(stored.error());
    return Packed{{}, stored->file, stored->size};
  }

  const project::Project& project_;
  const Options& options_;
  Diagnostics& diagnostics_;
  const fs::path source_folder_;
  Store store_;
  std::vector<Packed> packed_;
  std::map<fs::path, std::size_t> by_place_;
  std::vector<std::string> paths_;
};

}  // namespace

Result<std::vector<Packed>> package(const project::Project& project, const Options& options, Diagnostics& diagnostics) {
  return Packing(project, options, diagnostics).run();
}

}  // namespace cxsam::package
