import * as z from 'zod';

const Environment = z.object({
  TABLE_NAME: z.string().min(1),
  STATE_MACHINE_ARN: z.string().default(''),
  SCHEDULE_GROUP: z.string().default('default'),
  SCHEDULE_ROLE_ARN: z.string().default(''),
  /** Takes the entries that could not be delivered. */
  SCHEDULE_DLQ_ARN: z.string().default(''),
  DUE_FUNCTION_ARN: z.string().default(''),
  DIGEST_FUNCTION_ARN: z.string().default(''),
  /** Where people open the links of their mails; no slash at the end. */
  PUBLIC_URL: z.string().default(''),
  MAIL_FROM: z.string().default(''),
  MAIL_CONFIGURATION_SET: z.string().default(''),
  /** Who decides when there is nobody else. */
  ADMIN_EMAIL: z.string().default(''),
  /** Access to the leads of the company's own pages and portal; without it their deliveries are refused until it is there. */
  FACEBOOK_TOKEN: z.string().default(''),
  FACEBOOK_URL: z.string().default('https://graph.facebook.com/v23.0'),
  HUBSPOT_TOKEN: z.string().default(''),
  HUBSPOT_URL: z.string().default('https://api.hubapi.com'),
});

export type Config = z.infer<typeof Environment>;

/** @throws Error naming what is missing, so that a function with a wrong deployment says so at its first call. */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const result = Environment.safeParse(environment);
  if (result.success) return result.data;
  const names = result.error.issues.map((issue) => issue.path.join('.')).join(', ');
  throw new Error(
    `The environment of this function lacks ${names}; infra/ sets it in the cloud, local/ on one machine.`,
  );
}
