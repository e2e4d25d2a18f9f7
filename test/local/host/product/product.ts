import type { FunctionRow } from '#functions/registry.ts';
import type { Workflow } from '#workflows/load.ts';

/** A product of six small functions that touches every service of the host. */
export const rows: readonly FunctionRow[] = [
  {
    name: 'api',
    entry: 'api.ts',
    trigger: {
      kind: 'routes',
      routes: [
        { method: 'POST', path: '/orders/{id}', auth: 'public' },
        { method: 'GET', path: '/orders/{id}', auth: 'public' },
        { method: 'GET', path: '/private', auth: 'token' },
      ],
    },
    grants: ['table:read', 'table:write'],
  },
  {
    name: 'start-order',
    entry: 'start-order.ts',
    trigger: { kind: 'stream', attribute: 'outbox' },
    grants: ['workflows:start'],
  },
  { name: 'pack', entry: 'pack.ts', trigger: { kind: 'step', placeholder: 'Pack' }, grants: ['table:write'] },
  {
    name: 'ship',
    entry: 'ship.ts',
    trigger: { kind: 'step', placeholder: 'Ship' },
    grants: ['table:write', 'mail:send'],
  },
  { name: 'mail-events', entry: 'mail-events.ts', trigger: { kind: 'mail-events' }, grants: ['table:write'] },
  {
    name: 'tick',
    entry: 'tick.ts',
    trigger: { kind: 'schedule', cron: 'cron(0 9 * * ? *)' },
    grants: ['table:write', 'mail:send'],
  },
];

const task = (placeholder: string, next: string) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Arguments: { FunctionName: placeholder, Payload: '{% $states.input %}' },
  Output: '{% $states.result.Payload %}',
  ...(next === '' ? { End: true } : { Next: next }),
});

export const workflows: readonly Workflow[] = [
  {
    name: 'order',
    definition: JSON.stringify({
      QueryLanguage: 'JSONata',
      StartAt: 'Pack',
      States: {
        Pack: task('${Pack}', 'Rest'),
        Rest: { Type: 'Wait', Seconds: 864_000, Next: 'Ship' },
        Ship: task('${Ship}', ''),
      },
    }),
  },
  {
    name: 'standing-order',
    definition: JSON.stringify({
      QueryLanguage: 'JSONata',
      StartAt: 'Rest',
      States: {
        Rest: { Type: 'Wait', Seconds: 60, Next: 'Order' },
        Order: {
          Type: 'Task',
          Resource: 'arn:aws:states:::aws-sdk:dynamodb:putItem',
          Arguments: {
            TableName: 'percorso',
            Item: { pk: { S: '{% $states.input.order %}' }, sk: { S: 'command' }, outbox: { S: 'start' } },
            ConditionExpression: 'attribute_not_exists(pk)',
          },
          End: true,
        },
      },
    }),
  },
];
