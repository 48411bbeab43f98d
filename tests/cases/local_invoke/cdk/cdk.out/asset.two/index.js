exports.handler = async () => "lit";
