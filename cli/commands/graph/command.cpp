// `graph`: a picture of which resource needs which. It shows the template as it is written, SAM resources unexpanded.
#include "cli/command.h"

#include <array>
#include <filesystem>

#include "base/file.h"
#include "cli/load_project.h"
#include "cli/options.h"
#include "document/reader.h"
#include "project/project.h"
#include "template/resource_graph.h"
#include "template/template.h"

namespace cxsam::cli {
namespace {

constexpr std::array kGraphOptions{
    kTemplateFile,
    OptionSpec{.name = "format",
               .kind = OptionKind::Choice,
               .value_name = "FORMAT",
               .default_value = "dot",
               .choices = "dot,mermaid,json",
               .help = "dot for Graphviz, mermaid for Markdown pages, json with files, lines and columns for programs."},
    OptionSpec{.name = "output", .kind = OptionKind::Path, .value_name = "FILE", .help = "Write to a file."},
};

constexpr std::array kGroups{OptionGroup{"Graph", kGraphOptions}, OptionGroup{"Configuration", kConfigOptions}};

/// The template as an argument, `-` for standard input, or the one that the options mean.
Result<FileId> load_template(const Context& context, Sources& sources) {
  if (context.arguments.empty()) {
    const auto path = project::find_template(std::filesystem::current_path(), context.options.text("template-file"), false);
    return path ? sources.load(*path) : fail(path.error());
  }
  if (context.arguments.front() != "-") return sources.load(context.arguments.front());
  Result<std::string> text = read_file("/dev/stdin");
  if (!text) return fail(text.error());
  return sources.add("<stdin>", std::move(*text));
}

/// The graph of what can be read; findings are said on the way.
tmpl::ResourceGraph read_graph(Context& context, Sources& sources, FileId file) {
  Diagnostics diagnostics;
  tmpl::ResourceGraph graph;
  if (std::optional<Node> root = read_document(sources, file, diagnostics))
    graph = tmpl::ResourceGraph::from(tmpl::Template::from(std::move(*root), diagnostics), &sources);
  diagnostics.sort_and_deduplicate();
  show_findings(context, sources, diagnostics);
  return graph;
}

std::string render(const tmpl::ResourceGraph& graph, const Sources& sources, std::string_view format) {
  if (format == "json") return render_json(graph, sources);
  if (format == "mermaid") return render_mermaid(graph);
  return render_dot(graph);
}

int run(Context& context) {
  Sources sources;
  const Result<FileId> file = load_template(context, sources);
  if (!file) return report(context.terminal, file.error());
  const tmpl::ResourceGraph graph = read_graph(context, sources, *file);
  if (graph.nodes.empty())
    return report(context.terminal, Error{"nothing to draw: `" + sources.path(*file) + "` has no resources that can be read"});

  const std::string text = render(graph, sources, context.options.text_or("format", "dot"));
  const std::optional<std::string> output = context.options.text("output");
  if (!output) {
    context.terminal.out(text);
    return kDone;
  }
  const Result<void> written = write_file_atomically(*output, text);
  return written ? kDone : report(context.terminal, written.error());
}

}  // namespace

extern const Command command_graph{
    .name = "graph",
    .summary = "Draw which resource needs which",
    .description =
        "Draws the resources of a template and what ties them: Ref, GetAtt, Sub, DependsOn, and the events of functions.\n\n"
        "An arrow points from a resource to what it needs. What is wrong in the template is said on standard "
        "error; the rest is drawn all the same.",
    .arguments = "[TEMPLATE]",
    .max_arguments = 1,
    .argument_kind = OptionKind::Path,
    .examples = "cxsam graph | dot -Tsvg > graph.svg\ncxsam graph --format mermaid template.yaml\ncxsam graph --format json -",
    .groups = kGroups,
    .run = run,
    .area = "Check",
};

}  // namespace cxsam::cli
