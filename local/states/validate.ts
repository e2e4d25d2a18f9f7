import type { z } from 'zod';
import { Definition, type State } from './definition.ts';
import { nestsTooDeep, TOO_DEEP } from './json.ts';
import type { Problem } from './problem.ts';
import { expressionProblems } from './validate-expressions.ts';
import { languageProblems } from './validate-language.ts';
import { structureProblems } from './validate-structure.ts';

/**
 * What is wrong with the text of a definition: its form, its language (JSONata only), its transitions, its expressions.
 * The codes are those of AWS's ValidateStateMachineDefinition.
 */
export function validateDefinition(text: string): { definition?: Definition; problems: Problem[] } {
  if (nestsTooDeep(text))
    return { problems: [{ code: 'INVALID_JSON_DESCRIPTION', message: `In it, ${TOO_DEEP}`, at: '/' }] };
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (thrown) {
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    return {
      problems: [{ code: 'INVALID_JSON_DESCRIPTION', message: `The definition is no JSON: ${message}`, at: '/' }],
    };
  }
  const language = languageProblems(json);
  if (language.length > 0) return { problems: language };
  const { data, error } = Definition.safeParse(json);
  if (error !== undefined) return { problems: error.issues.map(schemaProblem) };
  const problems = [...structureProblems(data), ...expressionProblems(data)];
  return problems.length > 0 ? { problems } : { definition: data, problems };
}

type Issue = z.core.$ZodIssue;

function schemaProblem(issue: Issue): Problem {
  const path = issue.path.map(String);
  const code = 'SCHEMA_VALIDATION_FAILED';
  if (issue.code === 'unrecognized_keys')
    return { code, message: `The field '${issue.keys.join("', '")}' is not supported here`, at: `/${path.join('/')}` };
  if (issue.code === 'invalid_type' && issue.message.endsWith('received undefined')) {
    const at = `/${path.slice(0, -1).join('/')}`;
    return { code, message: `The field '${path.at(-1)}' is required but was missing`, at };
  }
  if (issue.code === 'invalid_union' && path.at(-1) === 'Type')
    return { code, message: `The field 'Type' must be one of ${STATE_TYPES.join(', ')}`, at: `/${path.join('/')}` };
  return { code, message: `The value of the field is not valid: ${issue.message}`, at: `/${path.join('/')}` };
}

const STATE_TYPES: readonly State['Type'][] = ['Task', 'Pass', 'Choice', 'Wait', 'Succeed', 'Fail', 'Parallel', 'Map'];
