import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { mapIfLarge } from '#local/table/storage/mapping.ts';
import { sqlOf } from '#local/table/storage/sql.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

test('a file is mapped from a certain size on', () => {
  const db = new DatabaseSync(join(temporaryFolder(), 'table.db'));
  onTestFinished(() => db.close());
  const sql = sqlOf(db);
  sql.exec('PRAGMA mmap_size = 0; CREATE TABLE notes (text TEXT); INSERT INTO notes VALUES (zeroblob(1000000))');
  const mapped = () => sql.one<[number]>('PRAGMA mmap_size')?.[0];
  expect([mapIfLarge(sql), mapped()]).toEqual([false, 0]);
  expect([mapIfLarge(sql, 2_000_000), mapped()]).toEqual([false, 0]);
  expect([mapIfLarge(sql, 1_000_000), mapped()]).toEqual([true, 0x7fff0000]);
  expect(sql.one('SELECT length(text) FROM notes')).toEqual([1_000_000]);
});
