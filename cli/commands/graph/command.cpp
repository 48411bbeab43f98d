// `graph`: a picture of which resource needs which. It shows the template as it is written, SAM resources unexpanded.
#include "cli/command.h"

#include <array>
#include <filesystem>

#include "base/file.h"
#include "cli/load_project.h"
#include "cli/options.h"
#include "cli/template_options.h"
#include "project/project.h"
#include "template/resource_graph.h"

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
    kParameterOverrides,
    kRegion,
};

constexpr std::array kGroups{OptionGroup{"Graph", kGraphOptions}, OptionGroup{"Configuration", kConfigOptions}};

/// The template as an argument, `-` for standard input, or the one that the options mean.
Result<project::Request> read_request(const Context& context) {
  Result<TemplateChoice> choice = read_template_choice(context.options);
  if (!choice) return fail(choice.error());
  project::Request request{.template_path = "",
                           .parameters = std::move(choice->parameters),
                           .environment = choice->environment,
                           .need = project::Need::Code,
                           .expanded = false};
  if (context.arguments.empty()) {
    auto path = project::find_template(std::filesystem::current_path(), choice->file, false);
    if (!path) return fail(path.error());
    request.template_path = std::move(*path);
    return request;
  }
  request.template_path = context.arguments.front();
  if (context.arguments.front() != "-") return request;
  Result<std::string> text = read_file("/dev/stdin");
  if (!text) return fail(text.error());
  request.template_path = "<stdin>";
  request.text = std::move(*text);
  request.nested = false;
  return request;
}

/// All stacks in one picture.
tmpl::ResourceGraph graph_of(const project::Project& project) {
  tmpl::ResourceGraph graph = project.root.graph;
  for (const project::Stack* stack : project::all_stacks(project))
    if (!stack->path.empty()) tmpl::add_nested(graph, stack->path, stack->graph);
  return graph;
}

std::string render(const tmpl::ResourceGraph& graph, const Sources& sources, std::string_view format) {
  if (format == "json") return render_json(graph, sources);
  if (format == "mermaid") return render_mermaid(graph);
  return render_dot(graph);
}

int run(Context& context) {
  const Result<project::Request> request = read_request(context);
  if (!request) return report(context.terminal, request.error());
  const project::Loaded loaded = project::load(*request);
  const Sources& sources = *loaded.project.sources;
  show_findings(context, sources, loaded.findings);
  if (loaded.failure && loaded.findings.items().empty()) return report(context.terminal, *loaded.failure);  // no such file
  const tmpl::ResourceGraph graph = graph_of(loaded.project);
  if (graph.nodes.empty())
    return report(context.terminal,
                  Error{"nothing to draw: `" + request->template_path.string() + "` has no resources that can be read"});

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
        "An arrow points from a resource to what it needs. A nested stack whose template is on this machine is a box around "
        "its resources. What is wrong in the template is said on standard error; the rest is drawn all the same.",
    .arguments = "[TEMPLATE]",
    .max_arguments = 1,
    .argument_kind = OptionKind::Path,
    .examples = "cxsam graph | dot -Tsvg > graph.svg\ncxsam graph --format mermaid template.yaml\ncxsam graph --format json -",
    .groups = kGroups,
    .run = run,
    .area = "Check",
};

}  // namespace cxsam::cli
