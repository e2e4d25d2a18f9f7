import type { DatabaseSync, SQLInputValue, SQLOutputValue, StatementSync } from 'node:sqlite';

type Values = readonly SQLInputValue[];
type Row = readonly SQLOutputValue[];

/** Statements of one connection, each prepared once; rows are arrays in the order of their columns. */
export type Sql = {
  readonly exec: (text: string) => void;
  readonly one: <R extends Row>(text: string, ...values: Values) => R | undefined;
  readonly all: <R extends Row>(text: string, ...values: Values) => R[];
  /** Reads as it is asked; several may be open over the same text. */
  readonly rows: <R extends Row>(text: string, ...values: Values) => Generator<R, void, undefined>;
  /** @returns the rowid of an inserted row */
  readonly run: (text: string, ...values: Values) => number;
  /** Ends what `rows` has left open: a statement that is still being read stands in the way of a rollback. */
  readonly endRows: () => void;
  /** Lets go of the statements, whose tables may be gone. */
  readonly forget: () => void;
  readonly isTransaction: () => boolean;
};

export function sqlOf(db: DatabaseSync): Sql {
  const statements = new Map<string, StatementSync>();
  const open = new Set<Generator<unknown, void, undefined>>();

  function prepare(text: string): StatementSync {
    const statement = db.prepare(text);
    statement.setReturnArrays(true);
    return statement;
  }

  function prepared(text: string): StatementSync {
    const known = statements.get(text);
    if (known !== undefined) return known;
    const statement = prepare(text);
    statements.set(text, statement);
    return statement;
  }

  /** A statement that is being read has no other reader: it is away until its rows have ended. */
  function* read<R extends Row>(text: string, values: Values, done: () => void): Generator<R, void, undefined> {
    const statement = prepared(text);
    statements.delete(text);
    const rows: Iterator<unknown> = statement.iterate(...values);
    try {
      for (let next = rows.next(); next.done !== true; next = rows.next()) yield next.value as R;
    } finally {
      rows.return?.();
      statements.set(text, statement);
      done();
    }
  }

  return {
    exec: (text) => db.exec(text),
    one: <R extends Row>(text: string, ...values: Values) => {
      const row: unknown = prepared(text).get(...values);
      return row as R | undefined;
    },
    all: <R extends Row>(text: string, ...values: Values) => {
      const rows: unknown = prepared(text).all(...values);
      return rows as R[];
    },
    rows: <R extends Row>(text: string, ...values: Values) => {
      const rows = read<R>(text, values, () => open.delete(rows));
      open.add(rows);
      return rows;
    },
    run: (text, ...values) => Number(prepared(text).run(...values).lastInsertRowid),
    endRows: () => {
      if (open.size === 0) return;
      for (const rows of open) rows.return();
      open.clear();
    },
    forget: () => statements.clear(),
    isTransaction: () => db.isTransaction,
  };
}
