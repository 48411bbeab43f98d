module.exports = require("@shop/deep") * 2;
