import type { DatabaseSync } from 'node:sqlite';
import { boundLimit } from '#local/bound-limit.ts';
import type { Definition } from './definition.ts';
import { fromText } from './json.ts';
import { numberIn, type Row, textIn } from './row.ts';

/** A state machine; times are epoch milliseconds, `settings` is what the caller said about logging and tracing. */
export type Machine = {
  arn: string;
  name: string;
  definitionId: number;
  roleArn: string;
  revision: string;
  createdAt: number;
  updatedAt: number;
  settings: string;
  tags: Record<string, string>;
};

const machineOf = (row: Row): Machine => ({
  arn: textIn(row, 'arn'),
  name: textIn(row, 'name'),
  definitionId: numberIn(row, 'definition_id'),
  roleArn: textIn(row, 'role_arn'),
  revision: textIn(row, 'revision'),
  createdAt: numberIn(row, 'created_at'),
  updatedAt: numberIn(row, 'updated_at'),
  settings: textIn(row, 'settings'),
  tags: fromText<Record<string, string>>(textIn(row, 'tags')),
});

export type MachineStore = ReturnType<typeof machineStore>;

/** State machines and the definitions that they and their executions have had. */
export function machineStore(database: DatabaseSync, write: () => void) {
  const definitions = new Map<number, Definition>();
  const atHand = new Map<string, Machine>();
  const insertDefinition = database.prepare('INSERT INTO definitions (text) VALUES (?) ON CONFLICT (text) DO NOTHING');
  const definitionId = database.prepare('SELECT id FROM definitions WHERE text = ?');
  const definitionText = database.prepare('SELECT text FROM definitions WHERE id = ?');
  const find = database.prepare('SELECT * FROM machines WHERE arn = ?');
  const page = database.prepare(`SELECT * FROM machines WHERE name > ? ORDER BY name ${boundLimit}`);
  const remove = database.prepare('DELETE FROM machines WHERE arn = ?');
  const put = database.prepare('INSERT OR REPLACE INTO machines VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');

  const textOfDefinition = (id: number): string => textIn(definitionText.get(id) ?? {}, 'text');
  return {
    addDefinition(text: string): number {
      write();
      insertDefinition.run(text);
      return numberIn(definitionId.get(text) ?? {}, 'id');
    },
    textOfDefinition,
    definition(id: number): Definition {
      const known = definitions.get(id) ?? fromText<Definition>(textOfDefinition(id));
      definitions.set(id, known);
      return known;
    },
    find(arn: string): Machine | undefined {
      const known = atHand.get(arn);
      if (known !== undefined) return known;
      const row = find.get(arn);
      const machine = row && machineOf(row);
      if (machine !== undefined) atHand.set(arn, machine);
      return machine;
    },
    page: (after: string, limit: number): Machine[] => page.all(after, limit).map(machineOf),
    put(machine: Machine): void {
      write();
      atHand.delete(machine.arn);
      const { arn, name, roleArn, revision, createdAt, updatedAt, settings, tags } = machine;
      put.run(arn, name, machine.definitionId, roleArn, revision, createdAt, updatedAt, settings, JSON.stringify(tags));
    },
    remove(arn: string): void {
      write();
      atHand.delete(arn);
      remove.run(arn);
    },
  };
}
