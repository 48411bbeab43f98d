#include "local/layer_cache.h"

#include <utility>
#include <vector>

#include "aws/client.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/text.h"
#include "json/json.h"
#include "loop/run.h"
#include "loop/world.h"
#include "system/http_client.h"

namespace cxsam::local {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::seconds kConnectTimeout{10};

/// The parts of arn:aws:lambda:REGION:ACCOUNT:layer:NAME:VERSION; empty when it is none.
std::vector<std::string_view> layer_parts(std::string_view arn) {
  constexpr std::size_t kParts = 8;
  std::vector<std::string_view> parts = split(arn, ':');
  const bool is_layer = parts.size() == kParts && parts[0] == "arn" && parts[2] == "lambda" && parts[5] == "layer";
  const bool safe = is_layer && parts[6].find('/') == std::string_view::npos && parse_int(parts[7]).has_value();
  return safe ? parts : std::vector<std::string_view>();
}

std::string percent_encoded(std::string_view text) { return replace_all(std::string(text), ":", "%3A"); }

/// Where the archive can be had for some minutes.
Task<Result<std::string>> find_location(aws::Client& client, std::string arn, std::string region) {
  aws::Call call{.service = "lambda", .region = std::move(region), .request = {}};
  call.request.url = "/2018-10-31/layers?find=LayerVersion&Arn=" + percent_encoded(arn);
  call.request.connect_timeout = kConnectTimeout;
  const auto answer = co_await client.send(std::move(call));
  if (!answer) co_return fail(aws::to_error(answer.error(), "GetLayerVersionByArn"));
  const auto document = parse_json(answer->body);
  const Json* location = nullptr;
  if (document && document->is_object() && document->contains("Content") && (*document)["Content"].contains("Location"))
    location = &(*document)["Content"]["Location"];
  if (location == nullptr || !location->is_string()) co_return fail("the answer of Lambda names no archive");
  co_return location->get<std::string>();
}

Task<Result<std::string>> fetch(aws::Client& client, std::string arn, std::string region) {
  const auto location = co_await find_location(client, std::move(arn), std::move(region));
  if (!location) co_return fail(location.error());
  system::HttpClient http(aws::http_options(client.settings()));
  system::HttpRequest request{.url = *location, .connect_timeout = kConnectTimeout};
  auto answer = co_await http.send(std::move(request));
  if (!answer) co_return fail(answer.error().message);
  if (answer->status != 200) co_return fail("the archive is answered with status " + std::to_string(answer->status));
  co_return std::move(answer->body);
}

}  // namespace

fs::path place_in_cache(const std::string& arn, const fs::path& cache) {
  constexpr std::size_t kDigits = 10;
  const std::vector<std::string_view> parts = layer_parts(arn);
  const std::string name = parts.empty() ? "layer" : std::string(parts[6]) + "-" + std::string(parts[7]);
  return cache / (name + "-" + sha256_hex(arn).substr(0, kDigits) + ".zip");
}

Result<fs::path> fetch_layer(const std::string& arn, const LayerSource& source) {
  const std::vector<std::string_view> parts = layer_parts(arn);
  if (parts.empty()) return fail("its ARN is not that of a layer version");
  const fs::path place = place_in_cache(arn, source.cache);
  if (file_exists(place)) return place;
  Variables environment = source.environment;
  environment["AWS_EC2_METADATA_DISABLED"] = "true";
  environment["AWS_MAX_ATTEMPTS"] = "2";
  auto settings = aws::read_settings(std::move(environment), {.profile = source.profile});
  if (!settings) return fail(std::move(settings.error()));
  SystemWorld system;  // a loop of its own: the session's goes on meanwhile
  aws::Client client(system.world, std::move(*settings));
  auto archive = run(system.loop, fetch(client, arn, std::string(parts[3]))).value_or(fail("it was interrupted"));
  if (!archive) return fail(std::move(archive.error()));
  std::error_code error;
  fs::create_directories(source.cache, error);
  if (const auto written = write_file_atomically(place, *archive); !written)
    return fail(Error(written.error()).with("keeping the layer"));
  return place;
}

}  // namespace cxsam::local
