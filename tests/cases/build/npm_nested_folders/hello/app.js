exports.handler = async () => require("lib") + 1;
