import { z } from 'zod';
import { invalid } from './errors.ts';
import { parseExpression } from './expression.ts';
import { isZone } from './wall-time.ts';

/** The messages of CreateSchedule and UpdateSchedule, with AWS's limits. Dates are epoch seconds on the wire. */
export const Name = z
  .string()
  .regex(/^[0-9a-zA-Z-_.]{1,64}$/, 'must match [0-9a-zA-Z-_.]+ and have 1 to 64 characters');
export const ClientToken = z
  .string()
  .regex(/^[a-zA-Z0-9-_]{1,64}$/, 'must match [a-zA-Z0-9-_]+ and have 1 to 64 characters');

const arn = (service: string) =>
  z
    .string()
    .max(1600)
    .regex(new RegExp(`^arn:aws[a-z-]*:${service}:`), `must be an ARN (arn:aws:${service}:…)`);

const Target = z.looseObject({
  Arn: arn('[a-z0-9-]+'),
  RoleArn: arn('iam').regex(/:role\//, 'must be the ARN of a role'),
  Input: z.string().min(1).max(262_144).optional(),
  DeadLetterConfig: z.object({ Arn: arn('sqs').optional() }).optional(),
  RetryPolicy: z
    .object({
      MaximumEventAgeInSeconds: z.int().min(60).max(86_400).optional(),
      MaximumRetryAttempts: z.int().min(0).max(185).optional(),
    })
    .optional(),
});

const FlexibleTimeWindow = z
  .object({ Mode: z.enum(['OFF', 'FLEXIBLE']), MaximumWindowInMinutes: z.int().min(1).max(1440).optional() })
  .refine(({ Mode, MaximumWindowInMinutes }) => (Mode === 'FLEXIBLE') === (MaximumWindowInMinutes !== undefined), {
    path: ['MaximumWindowInMinutes'],
    message: 'is required with Mode FLEXIBLE and not allowed with OFF',
  });

/** What a schedule is, besides its name, as the caller wrote it. */
export const Definition = z.object({
  ScheduleExpression: z.string().min(1).max(256),
  ScheduleExpressionTimezone: z
    .string()
    .min(1)
    .max(50)
    .refine(isZone, 'must be a zone of the IANA database, such as Europe/Rome')
    .default('UTC'),
  StartDate: z.number().optional(),
  EndDate: z.number().optional(),
  Description: z.string().max(512).optional(),
  State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
  KmsKeyArn: arn('kms').optional(),
  Target,
  FlexibleTimeWindow,
  ActionAfterCompletion: z.enum(['NONE', 'DELETE']).default('NONE'),
});
export type Definition = z.infer<typeof Definition>;

export const Tag = z.object({ Key: z.string().min(1).max(128), Value: z.string().min(1).max(256) });

/** Reads `value`, or throws AWS's ValidationException that names the field. */
export const validated = <T>(schema: z.ZodType<T>, value: unknown, at?: string): T => {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const { issues } = result.error;
  const details = issues.map(({ path, message }) => {
    const name = [...(at === undefined ? [] : [at]), ...path.map(String)].map(
      (part) => part.charAt(0).toLowerCase() + part.slice(1),
    );
    return `Value at '${name.join('.')}' failed to satisfy constraint: ${message}`;
  });
  const noun = issues.length === 1 ? 'error' : 'errors';
  throw invalid(`${issues.length} validation ${noun} detected: ${details.join('; ')}`);
};

const graceForStart = 5 * 60_000;

/** Reads a definition that is to hold from `now` (epoch milliseconds) on. `previous` is what an update replaces. */
export const readDefinition = (body: unknown, now: number, previous?: Definition): Definition => {
  const definition = validated(Definition, body);
  parseExpression(definition.ScheduleExpression, { zone: definition.ScheduleExpressionTimezone, anchor: now });
  const { StartDate, EndDate } = definition;
  if (StartDate !== undefined && StartDate !== previous?.StartDate && StartDate * 1000 < now - graceForStart) {
    throw invalid('The StartDate you specify cannot be earlier than 5 minutes ago.');
  }
  if (EndDate !== undefined && EndDate !== previous?.EndDate && EndDate * 1000 <= now) {
    throw invalid('The EndDate you specify must be in the future.');
  }
  if (StartDate !== undefined && EndDate !== undefined && EndDate <= StartDate) {
    throw invalid('The EndDate you specify must come after the StartDate.');
  }
  return definition;
};
