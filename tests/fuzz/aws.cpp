// What comes from AWS and from the files of its tools, each with any text: the input's first sign says which.
#include <array>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "aws/error.h"
#include "aws/event_stream.h"
#include "aws/shared_files.h"
#include "aws/sigv4.h"
#include "aws/times.h"
#include "aws/verify.h"
#include "aws/xml.h"
#include "tests/fuzz/languages.h"

using namespace cxsam;

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

void check_xml(std::string_view text) {
  const auto root = aws::parse_xml(text);
  if (!root) return require(!root.error().message.empty());
  const auto again = aws::parse_xml("<a>" + aws::escape_xml(root->text) + "</a>");
  require(again && again->text == root->text);
}

void check_error(std::string_view text) {
  const aws::AwsError error = aws::read_error({400, {}, std::string(text)});
  require(!error.code.empty() && !error.message.empty());
}

void check_sections(std::string_view text) {
  const auto sections = aws::read_sections(text, "config");
  if (!sections) require(sections.error().message.starts_with("config:"));
}

void check_times(std::string_view text) {
  aws::parse_amz_date(text);
  aws::parse_http_date(text);
  if (const auto time = aws::parse_iso_time(text)) require(!aws::iso_seconds(*time).empty());
}

/// In two pieces, cut anywhere. It ends, and what is damaged stays so.
void check_event_stream(std::string_view bytes) {
  aws::EventStreamReader reader;
  const std::size_t cut = bytes.empty() ? 0 : static_cast<unsigned char>(bytes.front()) % bytes.size();
  for (const std::string_view piece : {bytes.substr(0, cut), bytes.substr(cut)}) {
    reader.add(piece);
    for (auto message = reader.next(); message && *message; message = reader.next())
      require((*message)->payload.size() <= bytes.size());
  }
}

/// Nobody but the signer makes a signature that counts, and what is signed is taken.
void check_verify(std::string_view text) {
  const aws::Credentials keys{.access_key = "AKID", .secret_key = "secret"};
  const Clock::WallTime now{std::chrono::seconds(1772600767)};
  const auto lookup = [&](std::string_view) { return std::optional(keys); };
  system::HttpRequest request{.url = "/" + std::string(text), .headers = {{"Host", "h"}}};
  require(!aws::verify(request, lookup, now));
  aws::sign(request, keys, {"execute-api", "eu-west-1", now});
  require(aws::verify(request, lookup, now).has_value());
  request.headers.back().value = text;
  require(!aws::verify(request, lookup, now));
}

constexpr auto kLanguages = std::to_array<fuzz::Language>({
    {'x', check_xml},
    {'e', check_error},
    {'m', check_event_stream},
    {'s', check_sections},
    {'t', check_times},
    {'v', check_verify},
});

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return fuzz::check_one(kLanguages, data, size);
}
