// Messages to queues, topics and event buses by the AWS client, where the user has said at which endpoint they are: never to
// AWS itself, whose queues a local call has no business with.
#pragma once

#include <memory>

#include "aws/client.h"
#include "lambda/outbox.h"
#include "local/credentials.h"

namespace cxsam::local {

class AwsOutbox final : public lambda::Outbox {
 public:
  AwsOutbox(const World& world, aws::Settings settings) : client_(world, std::move(settings)) {}

  [[nodiscard]] std::string why_not(const std::string& arn) const override;
  /// SQS SendMessage, SNS Publish, EventBridge PutEvents, by what the ARN is of.
  Task<Result<void>> send(lambda::Message message) override;

 private:
  aws::Client client_;
};

/// With the credentials that functions get, real ones or stand-ins. Null when the user's AWS settings cannot be read.
std::shared_ptr<lambda::Outbox> make_outbox(const World& world, Variables environment, const runtime::Credentials& credentials,
                                            const std::string& region);

}  // namespace cxsam::local
