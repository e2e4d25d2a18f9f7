import { dirname, join } from 'node:path';
import { Tags } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { registry } from '#functions/registry.ts';
import { bundleFunctions } from '#infra/bundle.ts';
import { checkedApp } from '#infra/checked-app.ts';
import { CrmStack } from '#infra/crm-stack.ts';
import { readSettings } from '#infra/settings.ts';
import { stateMachines } from '#workflows/load.ts';

const root = dirname(import.meta.dirname);
const app = checkedApp();
const settings = readSettings((key) => app.node.tryGetContext(key), process.env);
const bundles = bundleFunctions(registry, root, join(root, 'dist', 'functions'));

const stack = new CrmStack(app, `percorso-${settings.stage}`, {
  settings,
  registry,
  workflows: stateMachines(),
  code: (row) => Code.fromAsset(bundles.folder(row.name)),
});
Tags.of(stack).add('product', 'percorso');
Tags.of(stack).add('stage', settings.stage);
app.synth();
