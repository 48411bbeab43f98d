#include "application/authorizers.h"

#include <algorithm>
#include <array>

#include "application/authorizer_source.h"
#include "application/integration.h"
#include "application/reference.h"
#include "base/text.h"

namespace cxsam::application {
namespace {

constexpr std::uint32_t kRestTtl = 300;
constexpr std::uint32_t kLongestTtl = 3600;

struct Begin {
  std::string_view text;
  IdentitySource::From from;
};

constexpr std::array<Begin, 8> kBegins{{{"method.request.header.", IdentitySource::From::Header},
                                        {"route.request.header.", IdentitySource::From::Header},
                                        {"route.request.querystring.", IdentitySource::From::Query},
                                        {"method.request.querystring.", IdentitySource::From::Query},
                                        {"request.header.", IdentitySource::From::Header},
                                        {"request.querystring.", IdentitySource::From::Query},
                                        {"context.", IdentitySource::From::Context},
                                        {"stageVariables.", IdentitySource::From::StageVariable}}};

std::optional<IdentitySource> read_place(std::string_view text) {
  if (text.starts_with('$')) text.remove_prefix(1);
  for (const Begin& begin : kBegins)
    if (text.starts_with(begin.text) && text.size() > begin.text.size())
      return IdentitySource{.from = begin.from, .name = std::string(text.substr(begin.text.size()))};
  return std::nullopt;
}

/// Why an authorizer cannot be asked.
struct Wrong {
  Authorizer::Fault fault;
  std::string why;
};
using Fault = Authorizer::Fault;

Authorizer unsupported(Authorizer authorizer, Wrong wrong) {
  authorizer.kind = Authorizer::Kind::Unsupported;
  authorizer.fault = wrong.fault;
  authorizer.why = std::move(wrong.why);
  return authorizer;
}

Authorizer::Kind kind_of(const std::string& type, Api::Kind api) {
  const bool rest = api == Api::Kind::Rest;
  if (type == "token" && rest) return Authorizer::Kind::Token;
  if (type == "request") return Authorizer::Kind::Request;
  if (type == "jwt" && !rest) return Authorizer::Kind::Jwt;
  if (type == "cognito_user_pools" && rest) return Authorizer::Kind::Cognito;
  return Authorizer::Kind::Unsupported;
}

std::uint32_t ttl_of(const Node* node, Api::Kind api) {
  const auto seconds = node == nullptr ? std::nullopt : node->as_int();
  if (!seconds || *seconds < 0) return api == Api::Kind::Rest ? kRestTtl : 0;
  return static_cast<std::uint32_t>(std::min<std::int64_t>(*seconds, kLongestTtl));
}

std::optional<Wrong> read_function(const AuthorizerSource& source, const Api& api, const Application& application,
                                   Authorizer& authorizer) {
  const std::string target = target_of_uri(source.uri, api.stages.front().variables);
  if (target.empty()) return Wrong{Fault::Function, "its function is not known before deployment"};
  if (const Function* function = find_target(target, application)) {
    authorizer.function = function->full_path();
  } else {
    authorizer.function_arn = target;
  }
  return std::nullopt;
}

std::optional<Wrong> read_identity(const AuthorizerSource& source, Authorizer& authorizer) {
  for (const std::string& text : source.places) {
    auto place = read_place(text);
    if (!place) return Wrong{Fault::Identity, "its identity source `" + text + "` is none"};
    authorizer.identity.push_back(std::move(*place));
  }
  const bool token = authorizer.kind != Authorizer::Kind::Request;
  if (token && authorizer.identity.empty()) authorizer.identity.push_back({.name = "Authorization"});
  if (source.validation.empty()) return std::nullopt;
  auto pattern = tmpl::Pattern::compile(source.validation);
  if (!pattern) return Wrong{Fault::Other, "its identity validation expression cannot be read: " + pattern.error().message};
  authorizer.validation = std::move(*pattern);
  return std::nullopt;
}

/// The form of what a function of an HTTP API gets and answers.
std::optional<Wrong> read_form(const AuthorizerSource& source, Authorizer& authorizer) {
  authorizer.payload_format = source.payload_format.empty() ? "2.0" : source.payload_format;
  if (authorizer.payload_format != "1.0" && authorizer.payload_format != "2.0")
    return Wrong{Fault::PayloadFormat, "its payload format version is `" + authorizer.payload_format + "`"};
  authorizer.simple = source.simple != nullptr && source.simple->as_bool().value_or(false);
  if (authorizer.simple && authorizer.payload_format == "1.0")
    return Wrong{Fault::SimpleAnswers, "simple answers need payload format version 2.0"};
  return std::nullopt;
}

std::optional<Wrong> read_parts(const AuthorizerSource& source, const Api& api, const Application& application,
                                Authorizer& authorizer) {
  if (authorizer.kind == Authorizer::Kind::Jwt && authorizer.issuer.empty())
    return Wrong{Fault::Other, "its issuer is not known before deployment"};
  if (authorizer.kind == Authorizer::Kind::Cognito && authorizer.user_pools.empty())
    return Wrong{Fault::Other, "its user pools are not known before deployment"};
  if (authorizer.kind == Authorizer::Kind::Request && api.kind == Api::Kind::Http)
    if (auto wrong = read_form(source, authorizer)) return wrong;
  if (auto wrong = read_identity(source, authorizer)) return wrong;
  return authorizer.calls_function() ? read_function(source, api, application, authorizer) : std::nullopt;
}

Authorizer make(const AuthorizerSource& source, const Api& api, const Application& application) {
  Authorizer authorizer{.kind = kind_of(to_lower(source.type), api.kind), .name = source.name, .function = {}, .identity = {}};
  authorizer.where = source.where;
  authorizer.called = source.called;
  authorizer.scheme = source.scheme;
  authorizer.type = source.type;
  if (authorizer.kind == Authorizer::Kind::Unsupported)
    return unsupported(std::move(authorizer),
                       {Fault::Type, source.type.empty() ? "it has no type" : "its type is `" + source.type + "`"});
  authorizer.ttl_s = ttl_of(source.ttl, api.kind);
  authorizer.issuer = source.issuer;
  authorizer.audiences = texts_of(source.audience);
  authorizer.user_pools = texts_of(source.user_pools);
  std::erase(authorizer.user_pools, "");
  if (auto wrong = read_parts(source, api, application, authorizer)) return unsupported(std::move(authorizer), *wrong);
  return authorizer;
}

const Node* schemes_of(const Node& document) {
  const Node* schemes = document.at_path({"components", "securitySchemes"});
  return schemes != nullptr ? schemes : document.find("securityDefinitions");
}

Authorizer iam(std::string name, Span where) {
  Authorizer authorizer{.kind = Authorizer::Kind::Iam, .name = std::move(name), .function = {}, .identity = {}};
  authorizer.where = where;
  return authorizer;
}

}  // namespace

std::vector<Authorizer> read_authorizers(const LiveResource& resource, const LiveResources& resources,
                                         const Application& application, const Api& api) {
  std::vector<Authorizer> authorizers;
  const bool rest = api.kind == Api::Kind::Rest;
  for (const LiveResource* each : resources.of_type(rest ? "AWS::ApiGateway::Authorizer" : "AWS::ApiGatewayV2::Authorizer")) {
    if (each->text(rest ? "RestApiId" : "ApiId") != resource.ref) continue;
    AuthorizerSource source = rest ? rest_source(*each) : http_source(*each);
    if (source.name.empty()) source.name = each->id;
    source.where = each->where;
    source.called = each->id;
    authorizers.push_back(make(source, api, application));
  }
  return authorizers;
}

bool is_authorizer(const Node& scheme) { return authorizer_extension(scheme) != nullptr || is_signature(scheme); }

std::string authorizer_of(const LiveResource& route, std::string_view type, const LiveResources& resources) {
  const std::string asked = route.text("AuthorizationType");
  if (asked.empty() || equals_ignoring_case(asked, "NONE")) return "";
  const LiveResource* authorizer = resources.find_by_ref(type, route.text("AuthorizerId"));
  if (authorizer == nullptr) return asked;
  const std::string name = authorizer->text("Name");
  return name.empty() ? std::string(authorizer->id) : name;
}

std::vector<Authorizer> read_schemes(const Node& document, const Application& application, const Api& api) {
  std::vector<Authorizer> authorizers;
  const Node* schemes = schemes_of(document);
  if (schemes == nullptr) return authorizers;
  for (const Member& scheme : referred(document, *schemes).members) {
    const Node* extension = authorizer_extension(scheme.value);
    if (is_signature(scheme.value)) {
      authorizers.push_back(iam(scheme.key, scheme.key_span));
    } else if (extension != nullptr) {
      authorizers.push_back(make(scheme_source(scheme, referred(document, *extension)), api, application));
    }
  }
  return authorizers;
}

void ask_for(Route& route, std::vector<std::string> scopes) {
  Authorizer asked{.kind = Authorizer::Kind::Unsupported, .name = route.authorizer, .function = {}, .identity = {}};
  asked.scopes = std::move(scopes);
  route.guard = std::make_shared<const Authorizer>(std::move(asked));
}

void guard_routes(const std::vector<Authorizer>& authorizers, Api& api) {
  for (Route& route : api.routes) {
    if (route.authorizer.empty()) {
      if (route.guard && !route.guard->resource_policy) route.guard = nullptr;
      continue;
    }
    if (route.guard && !route.guard->called.empty()) continue;
    const auto known = std::ranges::find(authorizers, route.authorizer, &Authorizer::name);
    Authorizer guard = known != authorizers.end() ? *known : iam(route.authorizer, route.where);
    if (known == authorizers.end() && route.authorizer != kIam)
      guard = unsupported(std::move(guard), {Fault::Other, "the API has no authorizer of that name"});
    if (guard.called.empty()) guard.called = guard.name;
    if (route.guard) guard.scopes = route.guard->scopes;
    route.guard = std::make_shared<const Authorizer>(std::move(guard));
  }
}

void find_own_pools(const LiveResources& resources, std::vector<Api>& apis) {
  const std::vector<const LiveResource*> pools = resources.of_type("AWS::Cognito::UserPool");
  if (pools.empty()) return;
  const auto is_own = [&](const std::string& named) {
    return std::ranges::any_of(pools, [&](const LiveResource* pool) { return named.ends_with("/" + pool->ref); });
  };
  for (Api& api : apis) {
    for (Route& route : api.routes) {
      if (!route.guard || !(is_own(route.guard->issuer) || std::ranges::any_of(route.guard->user_pools, is_own))) continue;
      Authorizer guard = *route.guard;
      guard.of_own_pool = true;
      route.guard = std::make_shared<const Authorizer>(std::move(guard));
    }
  }
}

void move_below(std::string_view logical_id, std::shared_ptr<const Authorizer>& guard) {
  if (guard == nullptr || guard->function.empty()) return;
  Authorizer moved = *guard;
  moved.function = full_path(logical_id, moved.function);
  guard = std::make_shared<const Authorizer>(std::move(moved));
}

void connect_guard(std::shared_ptr<const Authorizer>& guard, const Application& application) {
  if (guard == nullptr || guard->function_arn.empty()) return;
  const auto function = std::ranges::find(application.functions, guard->function_arn, &Function::arn);
  Authorizer connected = *guard;
  if (function != application.functions.end()) {
    connected.function = function->full_path();
    connected.function_arn.clear();
  } else {
    connected = unsupported(std::move(connected), {Fault::Function, "its function is outside this template"});
  }
  guard = std::make_shared<const Authorizer>(std::move(connected));
}

}  // namespace cxsam::application
