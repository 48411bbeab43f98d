exports.handler = async () => require("./made.json").from;
