#include "transform/source_map.h"

#include "base/text.h"
#include "document/writer.h"

namespace cxsam::transform {
namespace {

Node text(std::string value) { return make_string(std::move(value)); }

void add_place(Node& map, Span where, const Sources& sources) {
  const Position position = sources.begin_of(where);
  map.set("file", text(sources.path(where.file)));
  map.set("line", make_int(position.line));
  map.set("column", make_int(position.column));
}

Node chain(std::uint32_t expansion, const Sources& sources) {
  Node list = make_list();
  for (std::uint32_t at = expansion; at != 0; at = sources.expansion(at).parent) {
    Node step = make_map();
    step.set("why", text(sources.expansion(at).why));
    add_place(step, sources.expansion(at).cause, sources);
    list.items.push_back(std::move(step));
  }
  return list;
}

class MapWriter {
 public:
  explicit MapWriter(const Sources& sources) : sources_(sources) {}

  void add(const Node& node, const std::string& pointer) {
    Node place = make_map();
    add_place(place, node.span, sources_);
    place.set("expansions", chain(node.expansion, sources_));
    out_ += out_.empty() ? "{\n" : ",\n";
    out_ += write_json(text(pointer), 0) + ": " + write_json(place, 0);
    for (std::size_t i = 0; i < node.items.size(); ++i) add(node.items[i], pointer + "/" + std::to_string(i));
    for (const Member& member : node.members) {
      add(member.value, pointer + "/" + replace_all(replace_all(member.key, "~", "~0"), "/", "~1"));
    }
  }

  std::string take() && { return std::move(out_) + "\n}\n"; }

 private:
  const Sources& sources_;
  std::string out_;
};

}  // namespace

std::string source_map(const Node& made, const Sources& sources) {
  MapWriter writer(sources);
  writer.add(made, "");
  return std::move(writer).take();
}

}  // namespace cxsam::transform
