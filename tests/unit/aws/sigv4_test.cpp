// Examples that AWS has published, and requests that botocore signs.
#include "aws/sigv4.h"

#include <catch2/catch.hpp>
#include <string>

#include "aws/canonical.h"
#include "aws/times.h"

using namespace cxsam;
using namespace cxsam::aws;

namespace {

// Source: Amazon S3 API reference, "Signature Calculations for the Authorization Header", examples.
const Credentials kS3{.access_key = "AKIAIOSFODNN7EXAMPLE", .secret_key = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"};
Scope s3_scope() { return {"s3", "us-east-1", *parse_amz_date("20130524T000000Z")}; }
constexpr std::string_view kBucket = "https://examplebucket.s3.amazonaws.com";

std::string signature_of(const system::HttpRequest& request) {
  const std::string* header = system::find_header(request.headers, "Authorization");
  return header == nullptr ? "" : header->substr(header->rfind('=') + 1);
}

system::HttpRequest s3_request(std::string method, std::string_view rest, system::HttpHeaders headers = {}) {
  return {.method = std::move(method), .url = std::string(kBucket) + std::string(rest), .headers = std::move(headers)};
}

}  // namespace

TEST_CASE("sigv4: the examples of the S3 documentation", "[aws]") {
  auto get = s3_request("GET", "/test.txt", {{"Range", "bytes=0-9"}});
  sign(get, kS3, s3_scope());
  CHECK(signature_of(get) == "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");

  auto put = s3_request("PUT", "/test%24file.text",
                        {{"Date", "Fri, 24 May 2013 00:00:00 GMT"}, {"x-amz-storage-class", "REDUCED_REDUNDANCY"}});
  put.body = "Welcome to Amazon S3.";
  sign(put, kS3, s3_scope());
  CHECK(signature_of(put) == "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd");

  auto lifecycle = s3_request("GET", "/?lifecycle");
  sign(lifecycle, kS3, s3_scope());
  CHECK(signature_of(lifecycle) == "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543");

  auto list = s3_request("GET", "/?max-keys=2&prefix=J");
  sign(list, kS3, s3_scope());
  CHECK(signature_of(list) == "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7");
}

TEST_CASE("sigv4: the presigned URL of the S3 documentation", "[aws]") {
  auto request = s3_request("GET", "/test.txt");
  presign(request, kS3, s3_scope(), std::chrono::hours(24));
  CHECK(request.url ==
        "https://examplebucket.s3.amazonaws.com/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE"
        "%2F20130524%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host"
        "&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404");
}

TEST_CASE("sigv4: the streamed upload of the S3 documentation", "[aws]") {
  ChunkSigner chunks(kS3.secret_key, s3_scope(), "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9");
  const std::string first = chunks.frame(std::string(65536, 'a'));
  CHECK(first.starts_with("10000;chunk-signature=ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648\r\naaaa"));
  const std::string second = chunks.frame(std::string(1024, 'a'));
  CHECK(second.starts_with("400;chunk-signature=0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497\r\n"));
  const std::string last = chunks.frame("");
  CHECK(last == "0;chunk-signature=b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9\r\n\r\n");
  CHECK(first.size() + second.size() + last.size() == 66824);
  CHECK(framed_size(66560, 65536) == 66824);
}

// Source: AWS General Reference, "Signature Version 4 signing process", ListUsers.
TEST_CASE("sigv4: the example of IAM's ListUsers", "[aws]") {
  const Credentials keys{.access_key = "AKIDEXAMPLE", .secret_key = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"};
  system::HttpRequest request{.url = "https://iam.amazonaws.com/?Action=ListUsers&Version=2010-05-08"};
  request.headers = {{"Content-Type", "application/x-www-form-urlencoded; charset=utf-8"}};
  const Signature signature = sign(request, keys, {"iam", "us-east-1", *parse_amz_date("20150830T123600Z")});
  CHECK(signature.value == "5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7");
  CHECK(signature.signed_headers == "content-type;host;x-amz-date");
}

TEST_CASE("sigv4: a second signature takes the place of the first", "[aws]") {
  auto once = s3_request("GET", "/a");
  sign(once, kS3, s3_scope());
  auto twice = once;
  sign(twice, kS3, s3_scope());
  CHECK(signature_of(once) == signature_of(twice));
  CHECK(once.headers.size() == twice.headers.size());
}

TEST_CASE("canonical forms: paths, queries, values", "[aws]") {
  CHECK(canonical_path("", false) == "/");
  CHECK(canonical_path("/a/./b/../c//d/", false) == "/a/c/d/");
  CHECK(canonical_path("/a/..", false) == "/");
  CHECK(canonical_path("/a/b/..", false) == "/a");
  CHECK(canonical_path("/a/.", false) == "/a");
  CHECK(canonical_path("/../a", false) == "/a");
  CHECK(canonical_path("/a%20b", false) == "/a%2520b");
  CHECK(canonical_path("/a/../b//c", true) == "/a/../b//c");
  CHECK(canonical_query("b=2&a=2&a=1&tagging&e=") == "a=1&a=2&b=2&e=&tagging=");
  CHECK(canonical_query("k=a+b&k=a=b") == "k=a+b&k=a=b");
  system::HttpRequest request{.url = "http://localhost:80/"};
  request.headers = {{"X-A", "  a   b "}, {"x-a", "c"}, {"User-Agent", "me"}};
  CHECK(canonical_value(request, "x-a") == "a b,c");
  CHECK(canonical_value(request, "host") == "localhost");
  CHECK(signable_headers(request) == std::vector<std::string>{"host", "x-a"});
}
