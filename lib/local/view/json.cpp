#include "json/json.h"
#include "base/time_text.h"
#include "diagnostic/render.h"
#include "local/view/render.h"

namespace cxsam::local {
namespace {

std::string_view name_of(Remark::Level level) {
  if (level == Remark::Level::Warning) return "warning";
  return level == Remark::Level::Note ? "note" : "info";
}

Json json_of(const Error& error) { return {{"message", error.message}, {"context", error.context}, {"hints", error.hints}}; }

struct Lines {
  std::string time;

  [[nodiscard]] std::string line(std::string_view kind, Json fields) const {
    Json object{{"time", time}, {"kind", kind}};
    object.update(fields);
    return dump_json(object) + "\n";
  }

  std::string operator()(const Findings& findings) const {
    Json items = parse_json(render_json(findings.sources, findings.items)).value_or(Json::array());
    return line("findings", {{"findings", std::move(items)}});
  }

  std::string operator()(const Remark& remark) const {
    return line("remark", {{"level", name_of(remark.level)}, {"message", remark.text}});
  }

  std::string operator()(const Description& description) const {
    std::string lines;
    for (const Remark& remark : description.remarks) lines += (*this)(remark);
    for (const Mounting& mounting : description.mountings) {
      Json fields{{"function", mounting.function}, {"url", mounting.url}, {"methods", mounting.methods}};
      if (!mounting.guards.empty()) fields["guards"] = mounting.guards;
      lines += line("mounting", std::move(fields));
    }
    return lines;
  }

  std::string operator()(const Serving& serving) const {
    return line("serving", {{"url", serving.url}, {"watching", serving.watching}, {"code", serving.code}});
  }

  std::string operator()(const Changed& changed) const {
    return line("changed", {{"path", changed.path}, {"others", changed.others}});
  }

  std::string operator()(const BuildOutput& output) const { return line("build", {{"lines", output.lines}}); }

  std::string operator()(const Reloaded&) const { return line("reloaded", Json::object()); }

  std::string operator()(const Kept& kept) const {
    Json fields{{"failed", kept.build_failed ? "build" : "template"}};
    if (kept.error) fields["error"] = json_of(*kept.error);
    return line("kept", std::move(fields));
  }

  std::string operator()(const Missing& missing) const { return line("missing", {{"lines", missing.lines}}); }

  std::string operator()(const Stopping&) const { return line("stopping", Json::object()); }
};

}  // namespace

std::string message_json(const Message& message, std::chrono::system_clock::time_point time) {
  return std::visit(Lines{iso_time(time)}, message);
}

}  // namespace cxsam::local
