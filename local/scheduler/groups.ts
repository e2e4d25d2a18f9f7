import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { boundLimit } from '#local/bound-limit.ts';
import { conflict, invalid, notFound } from './errors.ts';
import { Tag } from './schedule-input.ts';

const Row = z.object({
  name: z.string(),
  created_at: z.number(),
  tags: z.string().transform((text) => z.array(Tag).parse(JSON.parse(text))),
});
type Tags = z.infer<typeof Tag>[];
export type Group = { name: string; createdAt: number; tags: Tags };

const toGroup = (row: unknown): Group => {
  const { name, created_at, tags } = Row.parse(row);
  return { name, createdAt: created_at, tags };
};

/** Schedule groups. `default` is always there; deleting another deletes its schedules at once. */
export const createGroups = (db: DatabaseSync) => {
  const find = db.prepare('SELECT * FROM groups WHERE name = ?');
  const add = db.prepare('INSERT INTO groups (name, created_at, tags) VALUES (?, ?, ?)');
  const setTags = db.prepare('UPDATE groups SET tags = ? WHERE name = ?');
  const remove = db.prepare('DELETE FROM groups WHERE name = ?');
  const list = db.prepare(
    `SELECT * FROM groups WHERE name > ? AND (? = '' OR substr(name, 1, length(?)) = ?) ORDER BY name ${boundLimit}`,
  );
  const get = (name: string): Group => {
    const row = find.get(name);
    if (row === undefined) throw notFound(`Schedule group ${name} does not exist.`);
    return toGroup(row);
  };
  return {
    get,
    create(name: string, tags: Tags, now: number): void {
      if (find.get(name) !== undefined) throw conflict(`Schedule group ${name} already exists.`);
      add.run(name, now, JSON.stringify(tags));
    },
    delete(name: string): void {
      if (name === 'default') throw invalid('The default schedule group cannot be deleted.');
      get(name);
      remove.run(name);
    },
    list: (prefix: string, after: string, limit: number): Group[] =>
      list.all(after, prefix, prefix, prefix, limit).map(toGroup),
    tag(name: string, tags: Tags): void {
      const kept = get(name).tags.filter(({ Key }) => tags.every((tag) => tag.Key !== Key));
      setTags.run(JSON.stringify([...kept, ...tags]), name);
    },
    untag(name: string, keys: readonly string[]): void {
      setTags.run(JSON.stringify(get(name).tags.filter(({ Key }) => !keys.includes(Key))), name);
    },
  };
};
export type Groups = ReturnType<typeof createGroups>;
