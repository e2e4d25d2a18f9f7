import type { Definition, Part } from './definition.ts';
import { partsOf } from './machine-index.ts';
import type { Problem } from './problem.ts';
import { readResource } from './resource.ts';

type Asked = { service: string; action: string; resource: string; at: string };

/** Tasks by `aws-sdk:<service>:<action>` whose action the service has not. */
export async function actionProblems(
  definition: Definition,
  hasAction: (service: string, action: string) => boolean | Promise<boolean>,
): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const { service, action, resource, at } of actionsOf(definition, '')) {
    if (await hasAction(service, action)) continue;
    const message = `The resource '${resource}' is not recognized: ${service} has no action '${action}' that this runtime can call`;
    problems.push({ code: 'SCHEMA_VALIDATION_FAILED', message, at });
  }
  return problems;
}

function actionsOf(part: Part, at: string): Asked[] {
  return Object.entries(part.States).flatMap(([name, state]) => {
    const place = `${at}/States/${name}`;
    const inner = partsOf(state).flatMap((own, index) => actionsOf(own, `${place}/${index}`));
    const resource = state.Type === 'Task' ? readResource(state.Resource) : undefined;
    if (state.Type !== 'Task' || resource?.kind !== 'sdk') return inner;
    const action = resource.action.replace(/\..*$/, '');
    return [{ service: resource.target, action, resource: state.Resource, at: place }, ...inner];
  });
}
