import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const suffix = '.asl.json';

export type Workflow = {
  /** `account-management`, the file's name without its ending. */
  readonly name: string;
  /** Amazon States Language with `${Placeholders}` for the functions. */
  readonly definition: string;
};

/** Every state machine of this folder, by name. */
export function stateMachines(folder: string = import.meta.dirname): Workflow[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(suffix))
    .sort()
    .map((file) => ({ name: file.slice(0, -suffix.length), definition: readFileSync(join(folder, file), 'utf8') }));
}

export function placeholders(definition: string): string[] {
  return [...new Set([...definition.matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name ?? ''))].sort();
}

/**
 * Puts a value in the place of each `${Placeholder}`.
 * @throws Error naming every placeholder without a value; a process must not be deployed with a hole in it.
 */
export function fillPlaceholders(workflow: Workflow, values: ReadonlyMap<string, string>): string {
  const unknown = placeholders(workflow.definition).filter((name) => !values.has(name));
  if (unknown.length > 0) {
    throw new Error(
      `${workflow.name}.asl.json names ${unknown.join(', ')}, which no step of functions/registry.ts has.`,
    );
  }
  return workflow.definition.replace(/\$\{(\w+)\}/g, (_, name: string) => values.get(name) ?? '');
}

/** @throws Error naming every step that no state machine calls. */
export function assertEveryStepIsUsed(workflows: readonly Workflow[], steps: Iterable<string>): void {
  const used = new Set(workflows.flatMap((workflow) => placeholders(workflow.definition)));
  const unused = [...steps].filter((step) => !used.has(step));
  if (unused.length > 0) {
    throw new Error(`functions/registry.ts has the steps ${unused.join(', ')}, which no state machine calls.`);
  }
}
