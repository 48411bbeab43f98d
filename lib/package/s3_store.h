// A bucket: what is packed gets its key at once, and is zipped and sent later, where it is not there yet (upload.h).
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "package/store.h"
#include "system/tree.h"

namespace cxsam::package {

/// Something that the bucket is to hold.
struct Upload {
  enum class Form : std::uint8_t { Folder, SingleFile, File, Text };

  std::string key;
  Form form;
  std::filesystem::path source;                 // a folder or a file
  std::vector<std::string_view> excluded = {};  // names that are left out of a folder
  std::vector<system::TreeEntry> entries = {};  // what lay there when the key was made of it
  std::string text = {};
  Use use;
};

struct SigningProfile {
  std::string name;
  std::string owner = {};  // an account; "" = the own one
};

/// By the full path of a function or layer.
using SigningProfiles = std::map<std::string, SigningProfile, std::less<>>;

struct Bucket {
  std::string name;
  std::string prefix = {};                                 // "releases/1"; "" = none
  std::function<std::string(const std::string& key)> url;  // by which CloudFormation fetches a nested template
  SigningProfiles signing = {};                            // what is signed has `.zip` at the end of its key
  std::map<std::string, std::string> signed_keys = {};     // of the signed copies, by those of the archives
};

/// Keys are those of SAM CLI, so that what either of the two has uploaded counts for both: the MD5 of a file's bytes; for what
/// is zipped the MD5 of the paths in it, each followed by the MD5 of its content. Source: SAM CLI, "sam package".
class S3Store final : public Store {
 public:
  explicit S3Store(Bucket bucket) : bucket_(std::move(bucket)) {}

  Result<Stored> add_folder(const std::filesystem::path& source, std::span<const std::string_view> excluded_names,
                            const Use& use) override;
  Result<Stored> add_single_file(const std::filesystem::path& source, const Use& use) override;
  Result<Stored> add_as_it_is(const std::filesystem::path& source, const Use& use) override;
  Result<Stored> add_text(std::string_view text, std::string_view extension, const Use& use) override;
  /// In the form that the property takes: `s3://bucket/key`, a map, or a URL.
  [[nodiscard]] Node value(const artifacts::Artifact& artifact, const std::string& place,
                           const std::filesystem::path& folder) const override;

  /// Each key once, in the order in which they came; templates after what they name.
  [[nodiscard]] const std::vector<Upload>& uploads() const { return uploads_; }

 private:
  Stored add(Upload upload, system::ZipSize size);

  Bucket bucket_;
  std::vector<Upload> uploads_;
};

}  // namespace cxsam::package
