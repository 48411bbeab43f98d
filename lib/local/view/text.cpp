#include "base/text.h"
#include "base/error_text.h"
#include "diagnostic/render.h"
#include "local/view/render.h"

namespace cxsam::local {
namespace {

struct Texts {
  TextStyle style;

  std::string operator()(const Findings& findings) const { return render_text(findings.sources, findings.items, style); }

  std::string operator()(const Remark& remark) const {
    if (remark.level == Remark::Level::Warning) return "Warning: " + remark.text + "\n";
    if (remark.level == Remark::Level::Note) return "Note: " + remark.text + "\n";
    return remark.text + "\n";
  }

  std::string operator()(const Description& description) const {
    std::string lines;
    for (const Remark& remark : description.remarks) lines += (*this)(remark);
    for (const Mounting& mounting : description.mountings)
      lines += "Mounting " + mounting.function + " at " + mounting.url + " [" + join(mounting.methods, ", ") + "]" +
               (mounting.guards.empty() ? "" : ", guarded by " + join(mounting.guards, ", ")) + "\n";
    return lines;
  }

  std::string operator()(const Serving& serving) const {
    const std::string changes = serving.watching ? "; a change of code or template counts from the next request on.\n" : ".\n";
    const std::string code = serving.code.empty() ? "" : serving.code + "\n";
    return serving.invitation + changes + code + " * Running on " + serving.url + "\nPress CTRL+C to quit\n";
  }

  std::string operator()(const Changed& changed) const {
    return "\n" + changed.path + (changed.others ? " and other files have" : " has") + " changed\n";
  }

  std::string operator()(const BuildOutput& output) const { return output.lines; }

  std::string operator()(const Reloaded&) const { return "Reloaded.\n"; }

  std::string operator()(const Kept& kept) const {
    const std::string why = kept.error ? error_text(*kept.error) : "";
    return why + (kept.build_failed ? "The build failed: what was built before is still served.\n"
                                    : "The last good version is still served.\n");
  }

  std::string operator()(const Missing& missing) const {
    return "Warning: " + plural(missing.lines, "line") + " of the log left out here: nobody read them in time\n";
  }

  std::string operator()(const Stopping&) const {
    return "\nStopping: requests under way are finished first; Ctrl-C again ends at once.\n";
  }
};

}  // namespace

std::string message_text(const Message& message, TextStyle style) { return std::visit(Texts{style}, message); }

}  // namespace cxsam::local
