#include "transform/graphql/forms.h"

#include <array>

namespace cxsam::transform::graphql {
namespace {

using Kind = Form::Kind;

constexpr Form kText{Kind::Text};
constexpr Form kTextOrMap{Kind::TextOrMap};
constexpr Form kAnything{Kind::Any};
constexpr Form kTexts{Kind::ListOf, {}, &kText};
constexpr Form kAnyList{Kind::ListOf, {}, &kAnything};
constexpr Form kAnyMap{Kind::MapOf, {}, &kAnything};

constexpr auto kAuthTypeWords =
    std::to_array<std::string_view>({"AWS_IAM", "API_KEY", "AWS_LAMBDA", "OPENID_CONNECT", "AMAZON_COGNITO_USER_POOLS"});
constexpr Form kAuthType{Kind::Word, {}, nullptr, kAuthTypeWords};
constexpr std::array kLambdaAuthorizerFields{FormField{"AuthorizerResultTtlInSeconds"},
                                             FormField{"AuthorizerUri", nullptr, true},
                                             FormField{"IdentityValidationExpression"}};
constexpr Form kLambdaAuthorizer{Kind::Record, kLambdaAuthorizerFields};
constexpr std::array kOpenIdFields{FormField{"AuthTTL"}, FormField{"ClientId"}, FormField{"IatTTL"}, FormField{"Issuer"}};
constexpr Form kOpenId{Kind::Record, kOpenIdFields};
constexpr std::array kUserPoolFields{FormField{"AppIdClientRegex"}, FormField{"AwsRegion"}, FormField{"DefaultAction"},
                                     FormField{"UserPoolId", nullptr, true}};
constexpr Form kUserPool{Kind::Record, kUserPoolFields};
constexpr std::array kAuthorizerFields{FormField{"Type", &kAuthType, true}, FormField{"LambdaAuthorizer", &kLambdaAuthorizer},
                                       FormField{"OpenIDConnect", &kOpenId}, FormField{"UserPool", &kUserPool}};
constexpr Form kAuthorizer{Kind::Record, kAuthorizerFields};
constexpr Form kAuthorizers{Kind::ListOf, {}, &kAuthorizer};
constexpr std::array kAuthFields{FormField{"Type", &kAuthType, true}, FormField{"LambdaAuthorizer", &kLambdaAuthorizer},
                                 FormField{"OpenIDConnect", &kOpenId}, FormField{"UserPool", &kUserPool},
                                 FormField{"Additional", &kAuthorizers}};
constexpr Form kAuth{Kind::Record, kAuthFields};

constexpr std::array kApiKeyFields{FormField{"ApiKeyId"}, FormField{"Description"}, FormField{"ExpiresOn"}};
constexpr Form kApiKey{Kind::Record, kApiKeyFields};
constexpr Form kApiKeys{Kind::MapOf, {}, &kApiKey};
constexpr std::array kCacheFields{FormField{"ApiCachingBehavior", nullptr, true}, FormField{"AtRestEncryptionEnabled"},
                                  FormField{"TransitEncryptionEnabled"}, FormField{"Ttl", nullptr, true},
                                  FormField{"Type", nullptr, true}};
constexpr Form kCache{Kind::Record, kCacheFields};
constexpr std::array kDomainFields{FormField{"CertificateArn", nullptr, true}, FormField{"Description"},
                                   FormField{"DomainName", nullptr, true}};
constexpr Form kDomain{Kind::Record, kDomainFields};
constexpr std::array kLoggingFields{FormField{"CloudWatchLogsRoleArn"}, FormField{"ExcludeVerboseContent"},
                                    FormField{"FieldLogLevel"}};

constexpr std::array kDeltaSyncFields{FormField{"BaseTableTTL", nullptr, true}, FormField{"DeltaSyncTableName", nullptr, true},
                                      FormField{"DeltaSyncTableTTL", nullptr, true}};
constexpr Form kDeltaSync{Kind::Record, kDeltaSyncFields};
constexpr auto kPermissionWords = std::to_array<std::string_view>({"Read", "Write"});
constexpr Form kPermission{Kind::Word, {}, nullptr, kPermissionWords};
constexpr Form kPermissions{Kind::ListOf, {}, &kPermission};
constexpr std::array kTableFields{FormField{"DeltaSync", &kDeltaSync},
                                  FormField{"Description"},
                                  FormField{"Name"},
                                  FormField{"Permissions", &kPermissions},
                                  FormField{"Region"},
                                  FormField{"ServiceRoleArn"},
                                  FormField{"TableArn"},
                                  FormField{"TableName", nullptr, true},
                                  FormField{"UseCallerCredentials"},
                                  FormField{"Versioned"}};
constexpr Form kTable{Kind::Record, kTableFields};
constexpr Form kTables{Kind::MapOf, {}, &kTable};
constexpr std::array kLambdaFields{FormField{"Description"}, FormField{"FunctionArn", nullptr, true}, FormField{"Name"},
                                   FormField{"ServiceRoleArn"}};
constexpr Form kLambda{Kind::Record, kLambdaFields};
constexpr Form kLambdas{Kind::MapOf, {}, &kLambda};
constexpr std::array kDataSourceFields{FormField{"DynamoDb", &kTables}, FormField{"Lambda", &kLambdas}};
constexpr Form kDataSources{Kind::Record, kDataSourceFields};

constexpr std::array kRuntimeFields{FormField{"Name", nullptr, true}, FormField{"Version", nullptr, true}};
constexpr Form kRuntime{Kind::Record, kRuntimeFields};
constexpr std::array kConflictHandlerFields{FormField{"LambdaConflictHandlerArn", nullptr, true}};
constexpr Form kConflictHandler{Kind::Record, kConflictHandlerFields};
constexpr std::array kSyncFields{FormField{"ConflictDetection", nullptr, true}, FormField{"ConflictHandler"},
                                 FormField{"LambdaConflictHandlerConfig", &kConflictHandler}};
constexpr Form kSync{Kind::Record, kSyncFields};
constexpr std::array kFunctionFields{FormField{"CodeUri"},      FormField{"DataSource", &kTextOrMap},
                                     FormField{"Description"},  FormField{"Id"},
                                     FormField{"InlineCode"},   FormField{"MaxBatchSize"},
                                     FormField{"Name", &kText}, FormField{"Runtime", &kRuntime},
                                     FormField{"Sync", &kSync}};
constexpr Form kFunction{Kind::Record, kFunctionFields};
constexpr Form kFunctions{Kind::MapOf, {}, &kFunction};
constexpr std::array kCachingFields{FormField{"CachingKeys", &kAnyList}, FormField{"Ttl", nullptr, true}};
constexpr Form kCaching{Kind::Record, kCachingFields};
constexpr std::array kResolverFields{FormField{"Caching", &kCaching}, FormField{"CodeUri"},      FormField{"FieldName", &kText},
                                     FormField{"InlineCode"},         FormField{"MaxBatchSize"}, FormField{"Pipeline", &kTexts},
                                     FormField{"Runtime", &kRuntime}, FormField{"Sync", &kSync}};
constexpr Form kResolver{Kind::Record, kResolverFields};
constexpr Form kFieldResolvers{Kind::MapOf, {}, &kResolver};
constexpr Form kResolvers{Kind::MapOf, {}, &kFieldResolvers};

constexpr std::array kApiFields{FormField{"ApiKeys", &kApiKeys},     FormField{"Auth", &kAuth, true},
                                FormField{"Cache", &kCache},         FormField{"DataSources", &kDataSources},
                                FormField{"DomainName", &kDomain},   FormField{"Functions", &kFunctions},
                                FormField{"Resolvers", &kResolvers}, FormField{"SchemaInline", &kText},
                                FormField{"SchemaUri", &kText},      FormField{"Tags", &kAnyMap}};

}  // namespace

const Form kLogging{Form::Kind::Record, kLoggingFields};
const std::span<const FormField> kProperties = kApiFields;

}  // namespace cxsam::transform::graphql
