import { version } from "@aws-sdk/client-s3";
export const handler = async () => version;
