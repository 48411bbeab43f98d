exports.handler = async () => require("@shop/shared") + 1;
