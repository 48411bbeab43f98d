exports.handler = async () => require("@aws-sdk/client-s3/package.json").version;
