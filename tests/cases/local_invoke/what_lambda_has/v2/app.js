const Tables = require("aws-sdk/clients/dynamodb");
exports.handler = async () => typeof Tables;
