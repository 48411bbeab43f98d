# frozen_string_literal: true

require 'json'

# Answers a request that came through API Gateway:
# https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
def handler(event:, context:)
  { statusCode: 200, headers: { 'Content-Type' => 'application/json' }, body: JSON.generate(message: 'hello world') }
end
