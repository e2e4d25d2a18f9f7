import * as api from '#contracts/http/policy.ts';
import { endpoint, httpFunction } from '#functions/http-function.ts';
import { CrmError } from '#shared/errors.ts';

const get = endpoint(api.getPolicy, async ({ policies }) => {
  const policy = await policies.current();
  return { body: policy, version: policy.version };
});

const put = endpoint(api.putPolicy, async ({ policies }, { body, caller, now, expected }) => {
  const { version: _, ...policy } = body;
  const current = await policies.current();
  const version =
    expected !== undefined && expected !== current.version
      ? 'conflict'
      : await policies.add(policy, current.version, now, caller.id);
  if (version === 'conflict')
    throw new CrmError('etag.mismatch', 'The policy has a newer version than the one you read; read it again.');
  return { body: { ...policy, version }, version };
});

const versions = endpoint(api.listPolicies, async ({ policies }) => ({ body: { items: await policies.versions() } }));

const getVersion = endpoint(api.getPolicyVersion, async ({ policies }, { params }) => {
  const policy = await policies.get(params.version);
  if (!policy) throw new CrmError('policy.unknown', `There is no version ${params.version} of the policy.`);
  return { body: policy, version: policy.version };
});

export const handler = httpFunction('api-policy', [get, put, versions, getVersion]);
