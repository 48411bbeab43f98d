// Who is let in: the options that commands which answer requests have in common.
#pragma once

#include <array>

#include "cli/command.h"
#include "local/guard_options.h"

namespace cxsam::cli {

inline constexpr config::OptionSpec kIamCredentials{.name = "iam-credentials",
                                                    .kind = config::OptionKind::Path,
                                                    .value_name = "FILE",
                                                    .help =
                                                        "A JSON file of users whose signatures count (AWS_IAM), with their "
                                                        "policies. Without it the credentials count that functions get.",
                                                    .only_here = true};

inline constexpr std::array kGuardOptions{
    config::OptionSpec{.name = "disable-authorizer",
                       .kind = config::OptionKind::Flag,
                       .help = "Ask no authorizer and no resource policy: let everybody in."},
    config::OptionSpec{
        .name = "issuer",
        .kind = config::OptionKind::List,
        .value_name = "ISSUER=PLACE",
        .help =
            "Where the keys of an issuer of tokens are instead: a server of this machine, or a file with its key set (JWKS). "
            "May be given several times.",
        .only_here = true},
    config::OptionSpec{
        .name = "authorizer-claims",
        .kind = config::OptionKind::Path,
        .value_name = "FILE",
        .help = "A JSON file of claims: authorizers that look at tokens let everybody in, and functions get these claims.",
        .only_here = true},
    kIamCredentials,
    config::OptionSpec{.name = "vpce",
                       .kind = config::OptionKind::Text,
                       .value_name = "ID",
                       .help = "The VPC endpoint through which requests reach private APIs: what their resource policies "
                               "compare `aws:SourceVpce` with.",
                       .only_here = true},
};

/// What they say together.
inline local::GuardWishes read_guard_wishes(const config::Values& values) {
  local::GuardWishes wishes{.disabled = values.flag("disable-authorizer"), .issuers = values.list("issuer")};
  if (const auto file = values.text("iam-credentials")) wishes.signers = *file;
  if (const auto file = values.text("authorizer-claims")) wishes.claims = *file;
  wishes.vpce = values.text_or("vpce", "");
  return wishes;
}

}  // namespace cxsam::cli
