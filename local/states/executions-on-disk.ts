import type { DatabaseSync } from 'node:sqlite';
import { boundLimit } from '#local/bound-limit.ts';
import { dueAt, outstanding } from './due.ts';
import type { Execution } from './execution.ts';
import type { ExecutionStore, Stored } from './execution-store.ts';
import type { HistoryEvent } from './history-event.ts';
import { fromText, type Json } from './json.ts';
import { numberIn, optionalText, type Row, textIn } from './row.ts';

/** Input and output lie in columns of their own; the state column holds the rest. */
function storedOf(row: Row): Stored {
  const output = optionalText(row, 'output');
  const execution: Execution = {
    ...fromText<Execution>(textIn(row, 'state')),
    input: fromText(textIn(row, 'input')),
    ...(output !== undefined && { output: fromText<Json>(output) }),
  };
  const mapRun = optionalText(row, 'map_run');
  return { id: numberIn(row, 'id'), definitionId: numberIn(row, 'definition_id'), mapRun, execution };
}

function stateText({ input: _input, output: _output, ...rest }: Execution): string {
  return JSON.stringify(rest.status === 'SUCCEEDED' ? { ...rest, threads: {} } : rest);
}

/** What changes while an execution runs: status, stop, output, state, due time, whether it is in flight. */
function changing(execution: Execution) {
  const { status, stoppedAt, output } = execution;
  const outputText = output === undefined ? null : JSON.stringify(output);
  const working = outstanding(execution).length > 0 ? 1 : 0;
  return [status, stoppedAt ?? null, outputText, stateText(execution), dueAt(execution) ?? null, working] as const;
}

/** Executions that rest in SQLite and cost no memory; `write` is called before each change. */
export function executionsOnDisk(database: DatabaseSync, write: () => void): ExecutionStore {
  const find = database.prepare('SELECT * FROM executions WHERE arn = ?');
  const insert = database.prepare(
    `INSERT INTO executions (status, stopped_at, output, state, due_at, in_flight,
       arn, machine_arn, name, definition_id, map_run, parent_arn, started_at, input)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const update = database.prepare(
    'UPDATE executions SET status = ?, stopped_at = ?, output = ?, state = ?, due_at = ?, in_flight = ? WHERE id = ?',
  );
  const addEvents = database.prepare('INSERT INTO events VALUES (?, ?, ?)');
  const eventsAfter = database.prepare('SELECT body FROM events WHERE execution_id = ? AND last >= ? ORDER BY last');
  const eventsBefore = database.prepare('SELECT body FROM events WHERE execution_id = ? ORDER BY last DESC');
  const earliest = database.prepare('SELECT min(due_at) AS at FROM executions WHERE due_at IS NOT NULL');
  const due = database.prepare(`SELECT arn FROM executions WHERE due_at <= ? ORDER BY due_at, id ${boundLimit}`);
  const inFlight = database.prepare(
    `SELECT id, arn FROM executions WHERE in_flight = 1 AND id > ? ORDER BY id ${boundLimit}`,
  );
  const orphans = database.prepare(
    `SELECT child.arn FROM executions child JOIN executions parent ON parent.arn = child.parent_arn
     WHERE child.parent_arn IS NOT NULL AND child.stopped_at IS NULL AND parent.stopped_at IS NOT NULL`,
  );
  const expired = database.prepare(`SELECT id FROM executions WHERE stopped_at < ? ${boundLimit}`);
  const removeEvents = database.prepare('DELETE FROM events WHERE execution_id = ?');
  const remove = database.prepare('DELETE FROM executions WHERE id = ?');
  const list = database.prepare(
    `SELECT * FROM executions WHERE machine_arn = ? AND map_run IS ? AND status = ? AND (started_at, id) < (?, ?)
     ORDER BY started_at DESC, id DESC ${boundLimit}`,
  );

  function keep(id: number, events: readonly HistoryEvent[]): void {
    const last = events.at(-1);
    if (last !== undefined) addEvents.run(id, last.id, JSON.stringify(events));
  }

  return {
    find(arn) {
      const row = find.get(arn);
      return row && storedOf(row);
    },
    add({ execution, definitionId, mapRun }, events) {
      write();
      const { arn, machineArn, name, parent, startedAt, input } = execution;
      const place = [arn, machineArn, name, definitionId, mapRun ?? null, parent?.waits ? parent.arn : null] as const;
      const id = Number(insert.run(...changing(execution), ...place, startedAt, JSON.stringify(input)).lastInsertRowid);
      keep(id, events);
      return id;
    },
    save(id, execution, events) {
      write();
      update.run(...changing(execution), id);
      keep(id, events);
    },
    events: (id, from) => bundles(eventsAfter.iterate(id, from)),
    eventsBackwards: (id) => bundles(eventsBefore.iterate(id)),
    earliestDue() {
      const at = earliest.get()?.at;
      return typeof at === 'number' ? at : undefined;
    },
    due: (now, limit) => due.all(now, limit).map((row) => textIn(row, 'arn')),
    inFlight: (after, limit) =>
      inFlight.all(after, limit).map((row) => ({ id: numberIn(row, 'id'), arn: textIn(row, 'arn') })),
    orphans: () => orphans.all().map((row) => textIn(row, 'arn')),
    remove(id) {
      write();
      removeEvents.run(id);
      remove.run(id);
    },
    closedBefore: (at, limit) => expired.all(at, limit).map((row) => numberIn(row, 'id')),
    list: (machineArn, mapRun, status, before, limit) =>
      list.all(machineArn, mapRun ?? null, status, ...before, limit).map(storedOf),
  };
}

function* bundles(rows: Iterable<Row>): Generator<HistoryEvent[]> {
  for (const row of rows) yield fromText<HistoryEvent[]>(textIn(row, 'body'));
}
