// `local start-api`: the APIs of a template on a port of this machine. Source: SAM CLI, "sam local start-api".
#include "cli/hooks.h"
#include "cli/template_options.h"
#include "local/start_api.h"

#include <array>
#include <map>
#include <utility>

#include "aws/settings.h"
#include "cli/command.h"
#include "cli/guard_options.h"
#include "cli/local_options.h"

namespace cxsam::cli {
namespace {

constexpr std::array kTemplateOptions{kTemplateFile, kParameterOverrides, kRegion, kProfile};

constexpr auto kAddressOptions = address_options("3000");

constexpr std::array kServerOptions{
    OptionSpec{.name = "static-dir",
               .aliases = "-s",
               .kind = OptionKind::Path,
               .value_name = "FOLDER",
               .default_value = "public",
               .help = "A folder whose files are served where no route answers, when it is there."},
    OptionSpec{.name = "access-log",
               .kind = OptionKind::Path,
               .value_name = "FILE",
               .help = "Append the access logs of all stages to this file, in the formats that their `AccessLogSetting` has.",
               .only_here = true},
    OptionSpec{.name = "explain-cache",
               .kind = OptionKind::Flag,
               .help = "Say in a header of answers (X-Cxsam-Cache) whether they come from the stage's cache.",
               .only_here = true},
    OptionSpec{.name = "explain-request",
               .kind = OptionKind::Flag,
               .help = "Print the walk of each request through the stages of its route, with times, on standard error.",
               .only_here = true},
    OptionSpec{.name = "https",
               .kind = OptionKind::Flag,
               .help = "Serve HTTPS with a certificate for localhost that cxsam makes once for this user and signs itself.",
               .only_here = true},
    OptionSpec{.name = "stages",
               .kind = OptionKind::Flag,
               .help = "Serve each stage of each API at its own path, `/prod/orders` and `/test/orders`, instead of the first "
                       "stage at `/`. Without it `http://<api>.execute-api.localhost:PORT/prod/orders` does so for one API.",
               .only_here = true},
    OptionSpec{.name = "vpc-link",
               .kind = OptionKind::List,
               .value_name = "LINK=HOST:PORT",
               .help = "Where a VPC link leads, by its logical id: integrations behind it ask this server of your machine. "
                       "`LINK=https://HOST:PORT` asks it with TLS.",
               .assignments = true,
               .only_here = true},
    OptionSpec{.name = "allow-aws",
               .kind = OptionKind::Flag,
               .help = "Let integrations ask AWS itself, with your credentials, where no endpoint (AWS_ENDPOINT_URL, "
                       "AWS_ENDPOINT_URL_SQS, ...) names an emulator. Without it they answer with an error.",
               .only_here = true},
    OptionSpec{.name = "sam-compat",
               .kind = OptionKind::Flag,
               .help = "Behave as `sam local start-api` does where AWS behaves otherwise: its events, its CORS, what it makes "
                       "of answers. On under the name `sam`.",
               .only_here = true},
    OptionSpec{.name = "ssl-cert-file",
               .kind = OptionKind::Path,
               .value_name = "FILE",
               .help = "Serve HTTPS with this certificate (PEM, with its chain)."},
    OptionSpec{.name = "ssl-key-file",
               .kind = OptionKind::Path,
               .value_name = "FILE",
               .help = "The key of --ssl-cert-file (PEM, without a passphrase)."},
    OptionSpec{.name = "ssl-client-ca-file",
               .kind = OptionKind::Path,
               .value_name = "FILE",
               .help = "Mutual TLS: clients must show a certificate of one of these authorities (PEM).",
               .only_here = true},
};

constexpr std::array kGroups{OptionGroup{"Template", kTemplateOptions},
                             OptionGroup{"Address", kAddressOptions},
                             OptionGroup{"Server", kServerOptions},
                             OptionGroup{"Authorization", kGuardOptions},
                             OptionGroup{"Running", kServeOptions},
                             OptionGroup{"Functions", kFunctionOptions},
                             OptionGroup{"Debugging", kDebugOptions},
                             OptionGroup{"Without effect", kLocalIgnoredOptions},
                             OptionGroup{"Without effect", kServeIgnoredOptions},
                             OptionGroup{"Configuration", kConfigOptions}};

/// The certificate and its key come together.
Error lone_file(const std::string& given, const std::string& missing, bool as_sam) {
  if (as_sam)
    return Error{"Missing required parameters, with --" + given +
                 " set.\nMust provide one of the following required parameter combinations:\n\t--" + missing};
  return Error{"`--" + given + "` needs `--" + missing + "`"}.hint(
      "give both, or `--https` for a certificate that cxsam makes");
}

std::optional<Error> find_fault(const config::Values& values, bool as_sam) {
  const bool certificate = values.has("ssl-cert-file");
  const bool key = values.has("ssl-key-file");
  if (certificate && !key) return lone_file("ssl-cert-file", "ssl-key-file", as_sam);
  if (key && !certificate) return lone_file("ssl-key-file", "ssl-cert-file", as_sam);
  if (values.has("ssl-client-ca-file") && !certificate && !values.flag("https"))
    return Error{"`--ssl-client-ca-file` needs HTTPS"}.hint("give `--https`, or `--ssl-cert-file` and `--ssl-key-file`");
  return std::nullopt;
}

/// Nothing for plain HTTP.
std::optional<local::Https> read_https(const config::Values& values) {
  local::Https https;
  if (values.has("ssl-cert-file"))
    https.files = TlsFiles{.certificate = values.text_or("ssl-cert-file", ""), .key = values.text_or("ssl-key-file", "")};
  if (values.has("ssl-client-ca-file")) https.client_authorities = values.text_or("ssl-client-ca-file", "");
  return https.files || values.flag("https") ? std::optional(std::move(https)) : std::nullopt;
}

std::optional<std::filesystem::path> access_log_of(const config::Values& values) {
  if (!values.has("access-log")) return std::nullopt;
  return values.text_or("access-log", "");
}

/// `--vpc-link`. Error: what names no place.
Result<std::map<std::string, std::string>> read_links(const config::Values& values) {
  std::map<std::string, std::string> links;
  for (const std::string& word : values.list("vpc-link")) {
    const std::size_t equals = word.find('=');
    if (equals == 0 || equals == std::string::npos || equals + 1 == word.size())
      return fail(Error{"`--vpc-link " + word + "` names no link or no place"}.hint(
          "it is LINK=HOST:PORT, for instance MyLink=127.0.0.1:8080"));
    links[word.substr(0, equals)] = word.substr(equals + 1);
  }
  return links;
}

/// What stands behind APIs, asked with the credentials that functions get.
Result<gateway::Outside> read_outside(const config::Values& values, const local::FunctionSettings& functions) {
  auto links = read_links(values);
  if (!links) return fail(links.error());
  auto settings =
      aws::read_settings(aws::environment_variables(), {.profile = values.text("profile"), .region = functions.region});
  if (!settings) return fail(settings.error());
  gateway::Outside outside{.settings = std::move(*settings), .region = functions.region, .real_aws = values.flag("allow-aws")};
  const runtime::Credentials& keys = functions.credentials;
  outside.credentials = {.access_key = keys.access_key, .secret_key = keys.secret_key, .token = keys.session_token};
  outside.vpc_links = std::move(*links);
  return outside;
}

int run(Context& context) {
  if (const auto code = refuse_hooks(context)) return *code;
  const config::Values& values = context.options;
  if (const auto fault = find_fault(values, context.as_sam)) {
    report(context.terminal, *fault);
    return kUsage;
  }
  const auto options = read_serve_options(context);
  if (!options) return report(context.terminal, options.error());
  auto guards = local::read_guard_options(read_guard_wishes(context.options), *options);
  if (!guards) return report(context.terminal, guards.error());
  auto outside = read_outside(values, options->functions);
  if (!outside) return report(context.terminal, outside.error());
  const auto served =
      local::start_api(*options, {.address = read_address(values),
                                  .guards = std::move(*guards),
                                  .explain_cache = values.flag("explain-cache"),
                                  .explain_requests = values.flag("explain-request"),
                                  .access_log = access_log_of(values),
                                  .static_files = {.folder = values.text_or("static-dir", "public"), .as_sam = options->as_sam},
                                  .https = read_https(values),
                                  .by_stage = values.flag("stages"),
                                  .outside = std::move(*outside)});
  return served ? kDone : report(context.terminal, served.error());
}

}  // namespace

extern const Command command_local_start_api{
    .name = "local start-api",
    .summary = "Serve the APIs of a template on this machine",
    .description =
        "Serves the REST, HTTP and WebSocket APIs and the function URLs of the template on one port and runs the functions "
        "behind them as processes of this machine. Where `.aws-sam/build` is there, functions run from it, else straight from "
        "their source folders.\n\n"
        "Code and template are watched: a change counts from the next request on. A template with errors is shown, and the "
        "last good one is served on. Authorizers let in or refuse as on AWS; those that cannot and whatever else does not run "
        "locally are named at start.\n\n"
        "Ctrl-C or SIGTERM ends it with exit code 0, when the requests under way are answered.",
    .arguments = "",
    .examples =
        "cxsam local start-api\ncxsam local start-api --https --port 8080 --warm-containers EAGER\ncurl "
        "http://127.0.0.1:3000/hello",
    .groups = kGroups,
    .run = run,
    .wrong_use = fault_of_serving,
    .area = "Run locally"};

}  // namespace cxsam::cli
