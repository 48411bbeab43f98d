// How AWS's services are asked: schemas/services/services.tsv.
#pragma once

#include <string_view>
#include <vector>

namespace cxsam::facts {

struct Service {
  std::string_view name;          // "stepfunctions", as AWS SDKs name their clients
  std::string_view setting;       // "SFN": AWS_ENDPOINT_URL_SFN, `sfn =` in a section `[services ...]`
  std::string_view signing_name;  // "states"
  std::string_view host;          // "states.{region}"; below the domain of the Region's partition
  std::string_view protocol;      // "query", "json-1.0", "json-1.1", "rest-json", "rest-xml"
  std::string_view version;       // of the query protocol: "2010-05-15"
  std::string_view target;        // of the JSON protocols: "AWSStepFunctions"
  bool is_fips_in_gov;            // GovCloud's ordinary endpoint is the FIPS one
};

/// Null for a service that is not in the table.
const Service* find_service(std::string_view name);

const std::vector<Service>& all_services();

}  // namespace cxsam::facts
