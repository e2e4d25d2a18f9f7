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
  return new CrmStack(checkedApp(), 'percorso-dev', {
    registry,
    workflows: stateMachines(),
    code: () => Code.fromAsset(handlers),
    ...given,
    settings: { ...readSettings(() => undefined, {}), ...settings },
  });
}

export function templateOf(given: Given = {}): Template {
  return Template.fromStack(stackOf(given));
}

export type Resource = { readonly id: string; readonly properties: Record<string, unknown> };

/** The resources of a type, each with its logical id. */
export function resources(template: Template, type: string): Resource[] {
  return Object.entries(template.findResources(type)).map(([id, resource]) => ({
    id,
    properties: resource.Properties,
  }));
}

/** A property that the assertions of a test cannot go on without. */
export function only<T>(items: readonly T[]): T {
  const [item, ...more] = items;
  if (item === undefined || more.length > 0) throw new Error(`Expected one, found ${items.length}.`);
  return item;
}

/** What each function is told, in the order of the registry. */
export function environments(template: Template): Record<string, unknown>[] {
  return resources(template, 'AWS::Lambda::Function').map(
    ({ properties }) => (properties.Environment as { Variables: Record<string, unknown> }).Variables,
  );
}
