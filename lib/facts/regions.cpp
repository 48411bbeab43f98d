#include "facts/regions.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace cxsam::facts {
namespace {

constexpr std::array kPartitions{
    Partition{"aws-cn", "cn-", "amazonaws.com.cn"},       Partition{"aws-us-gov", "us-gov-", "amazonaws.com"},
    Partition{"aws-iso", "us-iso-", "c2s.ic.gov"},        Partition{"aws-iso-b", "us-isob-", "sc2s.sgov.gov"},
    Partition{"aws-iso-e", "eu-isoe-", "cloud.adc-e.uk"}, Partition{"aws-iso-f", "us-isof-", "csp.hci.ic.gov"},
    Partition{"aws-eusc", "eusc-", "amazonaws.eu"},       Partition{"aws", "", "amazonaws.com"},
};

struct Zones {
  std::string_view region;
  std::string_view letters;
};

constexpr std::array kZones{
    Zones{"af-south-1", "abc"},      Zones{"ap-east-1", "abc"},      Zones{"ap-northeast-1", "acd"},
    Zones{"ap-northeast-2", "abcd"}, Zones{"ap-northeast-3", "abc"}, Zones{"ap-south-1", "abc"},
    Zones{"ap-south-2", "abc"},      Zones{"ap-southeast-1", "abc"}, Zones{"ap-southeast-2", "abc"},
    Zones{"ap-southeast-3", "abc"},  Zones{"ap-southeast-4", "abc"}, Zones{"ap-southeast-5", "abc"},
    Zones{"ap-southeast-7", "abc"},  Zones{"ca-central-1", "abd"},   Zones{"ca-west-1", "abc"},
    Zones{"cn-northwest-1", "abc"},  Zones{"eu-central-1", "abc"},   Zones{"eu-central-2", "abc"},
    Zones{"eu-north-1", "abc"},      Zones{"eu-south-1", "abc"},     Zones{"eu-south-2", "abc"},
    Zones{"eu-west-1", "abc"},       Zones{"eu-west-2", "abc"},      Zones{"eu-west-3", "abc"},
    Zones{"il-central-1", "abc"},    Zones{"me-central-1", "abc"},   Zones{"me-south-1", "abc"},
    Zones{"mx-central-1", "abc"},    Zones{"sa-east-1", "abc"},      Zones{"us-east-1", "abcdef"},
    Zones{"us-east-2", "abc"},       Zones{"us-gov-east-1", "abc"},  Zones{"us-gov-west-1", "abc"},
    Zones{"us-west-1", "ac"},        Zones{"us-west-2", "abcd"},
};

// Regions whose zones are not published for everyone.
constexpr std::array<std::string_view, 11> kWithoutZones{"ap-east-2",      "ap-southeast-6", "cn-north-1",     "eu-isoe-west-1",
                                                         "eusc-de-east-1", "us-iso-east-1",  "us-iso-west-1",  "us-isob-east-1",
                                                         "us-isob-west-1", "us-isof-east-1", "us-isof-south-1"};

}  // namespace

const Partition& partition_of(std::string_view region) {
  const std::string name = to_lower(region);
  return *std::ranges::find_if(kPartitions, [&](const Partition& p) { return name.starts_with(p.region_prefix); });
}

std::string_view zone_letters_of(std::string_view region) {
  const auto found = std::ranges::find(kZones, region, &Zones::region);
  return found == kZones.end() ? std::string_view() : found->letters;
}

std::vector<std::string_view> all_regions() {
  std::vector<std::string_view> all(kWithoutZones.begin(), kWithoutZones.end());
  for (const Zones& zones : kZones) all.push_back(zones.region);
  std::ranges::sort(all);
  return all;
}

bool is_region(std::string_view name) {
  return !zone_letters_of(name).empty() || std::ranges::find(kWithoutZones, name) != kWithoutZones.end();
}

}  // namespace cxsam::facts
