// What Lambda adds to inline code of Node.js: answers CloudFormation for a custom resource.
// Source: AWS CloudFormation user guide, "cfn-response module", "Custom resource response objects".
"use strict";

exports.SUCCESS = "SUCCESS";
exports.FAILED = "FAILED";

exports.send = (event, context, responseStatus, responseData, physicalResourceId, noEcho) => {
  const body = JSON.stringify({
    Status: responseStatus,
    Reason: `See the details in CloudWatch Log Stream: ${context.logStreamName}`,
    PhysicalResourceId: physicalResourceId || context.logStreamName,
    StackId: event.StackId,
    RequestId: event.RequestId,
    LogicalResourceId: event.LogicalResourceId,
    NoEcho: noEcho || false,
    Data: responseData,
  });
  console.log("Response body:\n", body);
  const url = new URL(event.ResponseURL);
  // The signature of the URL covers an empty type.
  const options = { method: "PUT", headers: { "content-type": "", "content-length": Buffer.byteLength(body) } };
  return new Promise((resolve) => {
    const finish = (said) => {
      console.log(said);
      if (context.done) context.done();
      resolve();
    };
    const request = require(url.protocol === "http:" ? "http" : "https").request(url, options, (answer) => {
      answer.resume();
      finish(`Status code: ${answer.statusCode}`);
    });
    request.on("error", (error) => finish(`send(..) failed executing the request: ${error}`));
    request.end(body);
  });
};
