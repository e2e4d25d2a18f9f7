import { expect, test } from 'vitest';
import { registry } from '#functions/registry.ts';
import { authorizerOf } from '#local/grants.ts';

const authorize = authorizerOf(registry);

test('A function may do what its row grants, and nothing else', () => {
  expect(authorize('send-mail', 'ses:SendRawEmail')).toBeUndefined();
  expect(authorize('relay-outbox', 'states:StartExecution')).toBeUndefined();
  expect(authorize('intake', 'ses:SendRawEmail')).toBe(
    'User: arn:aws:sts::000000000000:assumed-role/intake/intake is not authorized to perform: ses:SendRawEmail because no identity-based policy allows the ses:SendRawEmail action',
  );
});

test("The operator's own tools may do everything", () => {
  expect(authorize(undefined, 'states:DeleteStateMachine')).toBeUndefined();
  expect(authorize('aws-console', 'scheduler:DeleteSchedule')).toBeUndefined();
});
