// The function URLs of a version, which every part that listens serves beside what is its own.
#pragma once

#include <memory>
#include <string>

#include "gateway/url/function_urls.h"
#include "local/functions.h"
#include "local/version.h"
#include "local/view/message.h"

namespace cxsam::local {

/// Invokers and port are filled in later. `version` outlives the result.
gateway::ServedUrls served_urls(const World& world, const Version& version, const application::PartsOfFunctions& parts,
                                invoke::Journal& journal, std::shared_ptr<const gateway::Guards> guards);

/// Where they are. `url` is the listener's: "http://127.0.0.1:3000".
Description describe_urls(const gateway::ServedUrls& urls, const Faults& faults, const std::string& url);

}  // namespace cxsam::local
