exports.rate = 3;
