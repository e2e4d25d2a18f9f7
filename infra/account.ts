import { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/**
 * Why the CDK would find no account to deploy into, as a sentence with the remedy; undefined when it will look for itself.
 * Credentials that are there but do not work (an expired session, a profile that asks for a code) are the CDK's to judge.
 */
export async function accountMissing(
  profile: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
): Promise<string | undefined> {
  const { config, destroy } = open(profile);
  const credentials = config.credentials().catch((error: unknown) => error);
  const region = env.AWS_REGION || env.AWS_DEFAULT_REGION || config.region().catch(() => undefined);
  const [found, where] = await Promise.all([credentials, region]);
  destroy();
  if (found instanceof Error && found.message.startsWith('Could not load credentials'))
    return (
      'There are no AWS credentials: set AWS_PROFILE (after aws configure or aws sso login), or AWS_ACCESS_KEY_ID and ' +
      'AWS_SECRET_ACCESS_KEY, until aws sts get-caller-identity answers; then deploy again.'
    );
  if (where === undefined)
    return 'There is no AWS region: set AWS_REGION, for example AWS_REGION=eu-south-1, or give the profile one; then deploy again.';
  return undefined;
}

function open(profile: string | undefined) {
  const client = new DynamoDBClient(profile === undefined ? {} : { profile });
  return { config: client.config, destroy: () => client.destroy() };
}
