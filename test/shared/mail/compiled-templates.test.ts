import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { MailMessage } from '#contracts/mail-messages.ts';
import { compileTemplate, templateNames } from '#shared/mail/build.ts';

const folder = join(import.meta.dirname, '..', '..', '..', 'shared', 'mail', 'compiled');
const names = await templateNames();

describe('the compiled templates', () => {
  test.each(names)('%s is what its sources say (otherwise: npm run mail:build)', async (name) => {
    expect(await readFile(join(folder, `${name}.ts`), 'utf8')).toBe(await compileTemplate(name));
  });

  test('are one for each kind of message, no more and no fewer', async () => {
    const kinds = MailMessage.options.map(({ shape }) => shape.template.value).sort();
    expect(names).toEqual(kinds);
    expect(new Set(await readdir(folder))).toEqual(new Set(kinds.map((kind) => `${kind}.ts`)));
  });

  test.each(names)(
    '%s lets a link through only where web_link has seen it, and loads nothing from elsewhere',
    async (name) => {
      const source = await compileTemplate(name);
      const targets = [...source.matchAll(/(?:href|src|action|background)="([^"]*)"/g)].map(([, target]) => target);
      expect(targets.filter((target) => !/^\{\{ [\w.]+ \| web_link \}\}$/.test(target ?? ''))).toEqual([]);
      expect(source).not.toMatch(/<img|@import|url\(|\| raw/);
    },
  );
});
