import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { type GroupCommit, groupCommit, type Sync } from '#local/table/storage/group-commit.ts';
import { sqlOf } from '#local/table/storage/sql.ts';
import { givenStore } from '#test/local/table/storage/given-store.ts';
import { byState, orders } from '#test/local/table/storage/table-of-orders.ts';
import { itemsIn } from './items-in.ts';

const nothing = () => undefined;

/** A table of words in memory, and a disk that the test lets get on. */
function givenWords(sync?: Sync) {
  const sql = sqlOf(new DatabaseSync(':memory:'));
  sql.exec('CREATE TABLE words (word TEXT)');
  const written: ((error: Error | null) => void)[] = [];
  const remembered = { keep: nothing, undo: nothing, write: nothing, forget: nothing, done: nothing };
  const commits = groupCommit(sql, remembered, sync ?? ((done) => written.push(done)));
  const words = () => sql.all<[string]>('SELECT word FROM words').map(([word]) => word);
  return { sql, commits, written, words };
}

const at = (sync: (done: (error: Error | null) => void) => void) => sync;
const turn = () => new Promise((resolve) => setImmediate(resolve));

const writer = (sql: ReturnType<typeof sqlOf>, commits: GroupCommit) => (word: string, error?: Error) =>
  commits.run(() => {
    commits.beforeChange();
    sql.run('INSERT INTO words VALUES (?)', word);
    if (error !== undefined) throw error;
    return word;
  });

describe('works of one turn', () => {
  test('are committed together, each whole or not at all', async () => {
    const { sql, commits, words } = givenWords(at((done) => done(null)));
    const write = writer(sql, commits);
    const results = await Promise.allSettled([write('a'), write('b', new Error('not b')), write('c')]);
    expect(results.map((result) => (result.status === 'fulfilled' ? result.value : result.reason.message))).toEqual([
      'a',
      'not b',
      'c',
    ]);
    expect(words()).toEqual(['a', 'c']);
  });

  test('are answered when they are on disk and not before, reads of what they wrote and refusals included', async () => {
    const { sql, commits, written, words } = givenWords();
    const answered: string[] = [];
    const note = (what: string) => () => answered.push(what);
    const write = writer(sql, commits);
    const all = [
      write('a').then(note('write')),
      commits.run(words).then(note('read')),
      write('b', new Error('b')).catch(note('refusal')),
    ];
    await turn();
    all.push(commits.run(words).then(note('late read')));
    await turn();
    expect(words()).toEqual(['a']);
    expect(answered).toEqual([]);
    written.pop()?.(null);
    await Promise.all(all);
    expect(answered).toEqual(['write', 'read', 'refusal', 'late read']);
    expect(await commits.run(words)).toEqual(['a']);
  });

  test('are all refused when the disk is full, and nothing of them is left', async () => {
    const { sql, commits, words } = givenWords(at((done) => done(null)));
    const write = writer(sql, commits);
    await write('before');
    sql.exec('PRAGMA max_page_count = 3');
    const results = await Promise.allSettled([write('a'), write('x'.repeat(100_000)), write('c')]);
    expect(results.filter(({ status }) => status === 'rejected').length).toBeGreaterThan(0);
    expect(words().filter((word) => word.length > 10)).toEqual([]);
    expect(words()).toEqual([
      'before',
      ...results.flatMap((result) => (result.status === 'fulfilled' ? result.value : [])),
    ]);
    sql.exec('PRAGMA max_page_count = 1000');
    expect(await write('after')).toBe('after');
  });

  test('are refused from the moment on at which the disk could not keep its word', async () => {
    const { sql, commits } = givenWords(at((done) => done(new Error('EIO'))));
    const write = writer(sql, commits);
    await expect(write('a')).rejects.toThrow('The disk has not taken what was written (EIO).');
    await expect(write('b')).rejects.toThrow('Look after it and start again.');
  });
});

describe('a work that throws', () => {
  test('leaves neither an item, an index entry, a count, a stream record nor a table', async () => {
    const { store } = givenStore();
    const table = orders({ indexes: [byState()], stream: { label: 'l', view: 'NEW_IMAGE' } });
    const order = (number: string) => ({
      customer: { S: 'ada' },
      number: { N: number },
      state: { S: 's' },
      due: { S: 'd' },
    });
    await store.write((view) => view.save(table));
    const kept = store.write((view) => view.put(table, order('1')));
    const thrown = store.write((view) => {
      view.put(table, order('2'));
      view.save(orders({ id: 'other', name: 'other' }));
      throw new Error('No.');
    });
    await expect(thrown).rejects.toThrow('No.');
    await kept;
    await store.read((view) => {
      expect(view.table('other')).toBeUndefined();
      expect(itemsIn(view, { table, index: byState() }, { kind: 'segment', segment: 0, of: 1 })).toHaveLength(1);
      expect([view.counts({ table }).items, view.counts({ table, index: byState() }).items]).toEqual([1, 1]);
      expect(view.records('orders', 'l', 0, 10)).toHaveLength(1);
      expect(view.get(table, order('2'))).toBeUndefined();
    });
  });

  test('may have left a read half way', async () => {
    const { store } = givenStore();
    const table = orders();
    await store.write((view) => {
      view.save(table);
      for (const N of ['1', '2', '3']) view.put(table, { customer: { S: 'ada' }, number: { N } });
    });
    const thrown = store.write((view) => {
      view.remove(table, { customer: { S: 'ada' }, number: { N: '3' } });
      itemsIn(view, { table }, { kind: 'segment', segment: 0, of: 1 })[Symbol.iterator]().next();
      throw new Error('No.');
    });
    await expect(thrown).rejects.toThrow('No.');
    expect(await store.read((view) => view.counts({ table }).items)).toBe(3);
  });
});
