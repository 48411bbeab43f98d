// The certificate of a client with mutual TLS, as events show it.
#pragma once

#include <string_view>

#include "gateway/json_writer.h"

namespace cxsam::gateway {

/// The member `clientCert`; nothing where there is no certificate (PEM).
/// Source: API Gateway developer guide, "How to turn on mutual TLS authentication".
void write_client_certificate(JsonWriter& json, std::string_view certificate);

}  // namespace cxsam::gateway
