/** List prices in US dollars, region us-east-1 (eu-west-1 is the same for Step Functions), as they stood in November 2026. */
export const prices = {
  /** A state entered, retries included. https://aws.amazon.com/step-functions/pricing/ */
  transition: 0.025 / 1_000,
  /** On-demand capacity, strongly consistent reads. https://aws.amazon.com/dynamodb/pricing/on-demand/ */
  readUnit: 0.125 / 1_000_000,
  writeUnit: 0.625 / 1_000_000,
  /** arm64. https://aws.amazon.com/lambda/pricing/ */
  lambdaRequest: 0.2 / 1_000_000,
  lambdaGbSecond: 0.000_013_333_4,
  /** Recipients; the plan of new accounts, Essentials, and à la carte. https://aws.amazon.com/ses/pricing/ */
  mailEssentials: 0.16 / 1_000,
  mailALaCarte: 0.1 / 1_000,
} as const;

/** What every function is given, as infra/function-fleet.ts says. */
export const memoryGb = 256 / 1024;
