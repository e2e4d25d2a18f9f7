import { type FunctionRow, grantActions } from '#functions/registry.ts';
import { account } from '#local/arns.ts';
import type { Authorize } from '#local/aws-caller.ts';

/**
 * What the grants of the registry allow. Functions are known by the app name in their User-Agent; anybody else is the
 * operator's own tool and may do everything.
 */
export function authorizerOf(rows: readonly Pick<FunctionRow, 'name' | 'grants'>[]): Authorize {
  const allowed = new Map(rows.map(({ name, grants }) => [name, new Set<string>(grants.flatMap(actionsOf))]));
  return (appName, action) => {
    const actions = appName === undefined ? undefined : allowed.get(appName);
    if (actions === undefined || actions.has(action)) return undefined;
    const role = `arn:aws:sts::${account}:assumed-role/${appName}/${appName}`;
    return `User: ${role} is not authorized to perform: ${action} because no identity-based policy allows the ${action} action`;
  };
}

function actionsOf(grant: keyof typeof grantActions): readonly string[] {
  return grantActions[grant];
}
