#include "local/https.h"

#include "base/certificate.h"
#include "base/file.h"
#include "system/cache.h"

namespace cxsam::local {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::hours kMonth(24 * 30);

Result<void> make_files(const TlsFiles& files, std::chrono::system_clock::time_point now) {
  std::error_code error;
  fs::create_directories(files.key.parent_path(), error);
  if (error) return fail("cannot make `" + files.key.parent_path().string() + "`: " + error.message());
  fs::permissions(files.key.parent_path(), fs::perms::owner_all, error);  // the key is nobody else's
  const auto pair = make_self_signed(now);
  if (!pair) return fail(pair.error());
  if (auto written = write_file_atomically(files.key, pair->key); !written) return written;
  return write_file_atomically(files.certificate, pair->certificate);
}

}  // namespace

Result<TlsFiles> own_certificate(const fs::path& folder, std::chrono::system_clock::time_point now, const std::string& name) {
  TlsFiles files{.certificate = folder / (name + ".pem"), .key = folder / (name + ".key")};
  const auto known = read_file(files.certificate);
  if (known && file_exists(files.key) && certificate_ends(*known) > now + kMonth) return files;
  if (auto made = make_files(files, now); !made)
    return fail(std::move(made.error()).with("making the certificate `" + name + "`"));
  return files;
}

Result<Tls> load_tls(const Https& https, std::chrono::system_clock::time_point now) {
  auto files = https.files ? Result<TlsFiles>(*https.files) : own_certificate(system::cache_folder() / "https", now);
  if (!files) return fail(std::move(files.error()));
  files->client_authorities = https.client_authorities;
  auto context = TlsContext::load(*files);
  if (!context) return fail(std::move(context.error()));
  return Tls{.context = std::move(*context), .files = std::move(*files)};
}

}  // namespace cxsam::local
