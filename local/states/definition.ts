import { z } from 'zod';
import type { Json } from './json.ts';

/** The Amazon States Language with JSONata, as far as it is run here: https://states-language.net */

const Template = z.custom<Json>();
const Expression = z.string().regex(/^\{%[\s\S]*%\}$/, 'a JSONata expression stands between {% and %}');
const count = z.union([z.number().int().nonnegative(), Expression]);
const seconds = z.union([z.number().int().positive().max(99_999_999), Expression]);
const Language = z.enum(['JSONata', 'JSONPath']);

const Retrier = z.strictObject({
  ErrorEquals: z.array(z.string()).min(1),
  IntervalSeconds: z.number().int().positive().max(99_999_999).optional(),
  BackoffRate: z.number().min(1).optional(),
  MaxAttempts: z.number().int().nonnegative().max(99_999_999).optional(),
  MaxDelaySeconds: z.number().int().positive().max(31_622_400).optional(),
  JitterStrategy: z.enum(['FULL', 'NONE']).optional(),
  Comment: z.string().optional(),
});
export type Retrier = z.infer<typeof Retrier>;

const Catcher = z.strictObject({
  ErrorEquals: z.array(z.string()).min(1),
  Next: z.string(),
  Assign: z.record(z.string(), Template).optional(),
  Output: Template.optional(),
  Comment: z.string().optional(),
});
export type Catcher = z.infer<typeof Catcher>;

const described = { Comment: z.string().optional(), QueryLanguage: Language.optional() };
const transforming = { ...described, Assign: z.record(z.string(), Template).optional(), Output: Template.optional() };
const continuing = { ...transforming, Next: z.string().optional(), End: z.boolean().optional() };
const failing = { Retry: z.array(Retrier).optional(), Catch: z.array(Catcher).optional() };

const Task = z.strictObject({
  Type: z.literal('Task'),
  ...continuing,
  ...failing,
  Resource: z.string(),
  Arguments: Template.optional(),
  TimeoutSeconds: seconds.optional(),
  HeartbeatSeconds: seconds.optional(),
  Credentials: z.looseObject({ RoleArn: z.string() }).optional(),
});
export type Task = z.infer<typeof Task>;

const Pass = z.strictObject({ Type: z.literal('Pass'), ...continuing });
export type Pass = z.infer<typeof Pass>;

const Rule = z.strictObject({
  Condition: z.union([z.boolean(), Expression]),
  Next: z.string(),
  Assign: z.record(z.string(), Template).optional(),
  Output: Template.optional(),
  Comment: z.string().optional(),
});
const Choice = z.strictObject({
  Type: z.literal('Choice'),
  ...transforming,
  Choices: z.array(Rule).min(1),
  Default: z.string().optional(),
});
export type Choice = z.infer<typeof Choice>;

const Wait = z.strictObject({
  Type: z.literal('Wait'),
  ...continuing,
  Seconds: z.union([z.number().int().nonnegative().max(99_999_999), Expression]).optional(),
  Timestamp: z.string().optional(),
});
export type Wait = z.infer<typeof Wait>;

const Succeed = z.strictObject({ Type: z.literal('Succeed'), ...described, Output: Template.optional() });
export type Succeed = z.infer<typeof Succeed>;

const Fail = z.strictObject({
  Type: z.literal('Fail'),
  ...described,
  Error: z.string().optional(),
  Cause: z.string().optional(),
});
export type Fail = z.infer<typeof Fail>;

export interface States {
  [name: string]: State;
}
const States: z.ZodType<States> = z.lazy(() => z.record(z.string().min(1).max(80), State));
const part = { Comment: z.string().optional(), StartAt: z.string(), States };

const Parallel = z.strictObject({
  Type: z.literal('Parallel'),
  ...continuing,
  ...failing,
  Arguments: Template.optional(),
  Branches: z.array(z.strictObject(part)).min(1),
});
export type Parallel = z.infer<typeof Parallel>;

const Processor = z.strictObject({
  ...part,
  ProcessorConfig: z
    .strictObject({
      Mode: z.enum(['INLINE', 'DISTRIBUTED']).optional(),
      ExecutionType: z.enum(['STANDARD', 'EXPRESS']).optional(),
    })
    .optional(),
});
const Batcher = z.strictObject({
  MaxItemsPerBatch: z.union([z.number().int().positive(), Expression]).optional(),
  MaxInputBytesPerBatch: z.union([z.number().int().positive().max(262_144), Expression]).optional(),
  BatchInput: Template.optional(),
});
const ItemMap = z.strictObject({
  Type: z.literal('Map'),
  ...continuing,
  ...failing,
  Items: z.union([z.array(Template), Expression]).optional(),
  ItemSelector: Template.optional(),
  ItemProcessor: Processor,
  ItemBatcher: Batcher.optional(),
  MaxConcurrency: count.optional(),
  ToleratedFailureCount: count.optional(),
  ToleratedFailurePercentage: z.union([z.number().min(0).max(100), Expression]).optional(),
  Label: z.string().max(40).optional(),
});
export type ItemMap = z.infer<typeof ItemMap>;

export type State = Task | Pass | Choice | Wait | Succeed | Fail | Parallel | ItemMap;
const State: z.ZodType<State> = z.discriminatedUnion('Type', [
  Task,
  Pass,
  Choice,
  Wait,
  Succeed,
  Fail,
  Parallel,
  ItemMap,
]);

/** A set of states with a start: a whole machine, a branch of a Parallel, the processor of a Map. */
export type Part = { StartAt: string; States: States };

export const Definition = z.strictObject({
  ...part,
  QueryLanguage: Language.optional(),
  TimeoutSeconds: z.number().int().positive().max(99_999_999).optional(),
  Version: z.literal('1.0').optional(),
});
export type Definition = z.infer<typeof Definition>;
