import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type FunctionRow, registry } from '#functions/registry.ts';
import { statementsOf } from '#test/infra/policies.ts';
import { environments, only, resources, templateOf } from '#test/infra/synth.ts';
import { placeholders, stateMachines } from '#workflows/load.ts';

const template = templateOf();
const machine = only(resources(template, 'AWS::StepFunctions::StateMachine')).properties;

/** CloudFormation's join, with `${…}` again where a function's ARN will be. */
function asWritten(definition: unknown): string {
  const [, parts] = (definition as { 'Fn::Join': [string, unknown[]] })['Fn::Join'];
  return parts.map((part) => (typeof part === 'string' ? part : '<function>')).join('');
}

describe('account management', () => {
  test('is deployed as it stands in its file, functions in the place of the placeholders', () => {
    const file = readFileSync(join(import.meta.dirname, '../../workflows/account-management.asl.json'), 'utf8');
    expect(asWritten(machine.DefinitionString)).toBe(file.replaceAll(/\$\{\w+\}/g, '<function>'));
  });

  test('logs every step and traces it, and keeps what it was about out of the log', () => {
    expect(machine).toMatchObject({
      StateMachineType: 'STANDARD',
      LoggingConfiguration: { Level: 'ALL', IncludeExecutionData: false },
      TracingConfiguration: { Enabled: true },
    });
  });

  test('may call exactly the steps that it names', () => {
    const role = only(resources(template, 'AWS::IAM::Role').filter(({ id }) => id.startsWith('accountmanagement'))).id;
    const invoked = statementsOf(template, role).filter(({ actions }) => actions.includes('lambda:InvokeFunction'));
    const named = placeholders(only(stateMachines()).definition);
    expect(only(invoked).resources).toHaveLength(named.length);
    expect(only(invoked).resources.every((arn) => arn.startsWith('{"Fn::GetAtt":["Functions'))).toBe(true);
  });

  test('has the name under which the functions that start and answer it were told of it', () => {
    expect(machine.StateMachineName).toBe('percorso-dev-account-management');
    const told = environments(template).map(({ STATE_MACHINE_ARN }) => JSON.stringify(STATE_MACHINE_ARN));
    expect(only([...new Set(told)])).toContain(':stateMachine:percorso-dev-account-management"');
  });
});

describe('a process with a hole in it is not synthesised', () => {
  const step = (name: string, placeholder: string): FunctionRow => ({
    name,
    entry: `functions/steps/${name}.ts`,
    trigger: { kind: 'step', placeholder },
    grants: [],
  });

  test('when it names a step that no function is', () => {
    const others = registry.filter(({ name }) => name !== 'learn');
    expect(() => templateOf({ registry: others })).toThrow(/account-management\.asl\.json names Learn/);
  });

  test('when a step is never called', () => {
    expect(() => templateOf({ registry: [...registry, step('dance', 'Dance')] })).toThrow(/steps Dance/);
  });
});
