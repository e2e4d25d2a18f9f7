import { isObject } from './json.ts';
import type { Problem } from './problem.ts';

const JSONPATH_FIELDS = ['InputPath', 'Parameters', 'ResultSelector', 'ResultPath', 'OutputPath', 'ItemsPath'];

/** Only JSONata is run here. A state whose language is JSONPath, by itself or from the machine, is a problem. */
export function languageProblems(definition: unknown): Problem[] {
  if (!isObject(definition)) return [];
  return statesProblems(definition.States, String(definition.QueryLanguage ?? 'JSONPath'), '/States');
}

function statesProblems(states: unknown, language: string, at: string): Problem[] {
  if (!isObject(states)) return [];
  return Object.entries(states).flatMap(([name, state]) =>
    isObject(state) ? stateProblems(state, language, `${at}/${name}`) : [],
  );
}

function stateProblems(state: Record<string, unknown>, machine: string, at: string): Problem[] {
  const language = String(state.QueryLanguage ?? machine);
  const processor = isObject(state.ItemProcessor) ? state.ItemProcessor.States : undefined;
  const branches: unknown[] = Array.isArray(state.Branches) ? state.Branches : [];
  const inner = [
    ...statesProblems(processor, machine, `${at}/ItemProcessor/States`),
    ...branches.flatMap((branch, index) =>
      statesProblems(isObject(branch) ? branch.States : undefined, machine, `${at}/Branches[${index}]/States`),
    ),
  ];
  if (language === 'JSONata') return inner;
  const fields = JSONPATH_FIELDS.filter((field) => field in state);
  const used = fields.length > 0 ? ` (it uses ${fields.join(', ')})` : '';
  const message =
    `The query language of this state is ${language}${used} and only JSONata is run here: ` +
    `set "QueryLanguage": "JSONata" on the state machine, and use Arguments, Output and Assign`;
  return [{ code: 'SCHEMA_VALIDATION_FAILED', message, at }, ...inner];
}
