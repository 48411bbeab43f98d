// A request in the one form that both sides sign.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "system/http_message.h"

namespace cxsam::aws {

/// S3 signs paths as they are sent; all others normalise them and encode them once more.
std::string canonical_path(std::string_view path, bool s3);

/// Parameters sorted by name and value, as they are encoded; `tagging` alone becomes `tagging=`.
std::string canonical_query(std::string_view query);

/// The names of the headers that are signed: lower case, sorted, `host` among them.
std::vector<std::string> signable_headers(const system::HttpRequest& request);

/// The value of a header as it is signed: blanks at the ends cut, runs of blanks made one, several values joined with commas.
std::string canonical_value(const system::HttpRequest& request, std::string_view name);

/// `signed_headers` are sorted, `payload` is a digest or a word.
std::string canonical_request(const system::HttpRequest& request, const std::vector<std::string>& signed_headers,
                              std::string_view payload, bool s3);

/// Whether a service signs as S3 does.
bool signs_as_s3(std::string_view service);

}  // namespace cxsam::aws
