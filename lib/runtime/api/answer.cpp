#include "runtime/api/answer.h"

namespace cxsam::runtime {
namespace {

std::string_view reason(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 202:
      return "Accepted";
    case 400:
      return "Bad Request";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 413:
      return "Request Entity Too Large";
    default:
      return "Internal Server Error";
  }
}

}  // namespace

std::string render_answer(int status, std::string_view content_type, std::string_view extra_fields, std::string_view body,
                          bool keep_alive) {
  std::string answer;
  answer.reserve(160 + extra_fields.size() + body.size());
  answer.append("HTTP/1.1 ").append(std::to_string(status)).append(" ").append(reason(status)).append("\r\n");
  if (!content_type.empty()) answer.append("Content-Type: ").append(content_type).append("\r\n");
  answer.append(extra_fields);
  answer.append("Content-Length: ").append(std::to_string(body.size())).append("\r\n");
  if (!keep_alive) answer.append("Connection: close\r\n");
  answer.append("\r\n").append(body);
  return answer;
}

}  // namespace cxsam::runtime
