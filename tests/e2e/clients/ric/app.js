// Run by the unmodified aws-lambda-ric.
exports.handler = async (event, context) => {
  if (event.fail) throw new TypeError('on purpose');
  return { got: event.name, id: context.awsRequestId };
};

exports.stream = globalThis.awslambda?.streamifyResponse(async (event, stream) => {
  const answer = awslambda.HttpResponseStream.from(stream, { statusCode: 201 });
  answer.write('one ');
  if (event.fail) throw new TypeError('on purpose');
  answer.write('two');
  answer.end();
});
