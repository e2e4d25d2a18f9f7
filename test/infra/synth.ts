import { join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { type FunctionRow, registry } from '#functions/registry.ts';
import { checkedApp } from '#infra/checked-app.ts';
import { CrmStack } from '#infra/crm-stack.ts';
import { readSettings, type StageSettings } from '#infra/settings.ts';
import { stateMachines, type Workflow } from '#workflows/load.ts';

export type Given = {
  readonly registry?: readonly FunctionRow[];
  readonly workflows?: readonly Workflow[];
  readonly settings?: Partial<StageSettings>;
};

/** Every function has the same few bytes, so that a template is there in seconds and depends on no handler. */
const handlers = join(import.meta.dirname, 'handler');

/** The product's stack in an app that has not been synthesised yet. */
export function stackOf({ settings, ...given }: Given = {}): CrmStack {
  const context: Record<string, string> = { mailDomain: 'percorso.example', adminEmail: 'admin@percorso.example' };
  return new CrmStack(checkedApp(), 'percorso-dev', {
    registry,
    workflows: stateMachines(),
    code: () => Code.fromAsset(handlers),
    ...given,
    settings: { ...readSettings((key) => context[key], {}), ...settings },
  });
}

export function templateOf(given: Given = {}): Template {
  return Template.fromStack(stackOf(given));
}
