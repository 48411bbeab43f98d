module.exports = require("base") + 1;
