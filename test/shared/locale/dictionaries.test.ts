import { describe, expect, test } from 'vitest';
import { dictionary } from '#shared/locale/locale.ts';

/** Every sentence with its path; a sentence that takes facts is told with stand-ins for them. */
const sentences = (node: unknown, path: string): [string, string][] => {
  if (typeof node === 'string') return [[path, node]];
  if (typeof node === 'function') {
    return [[path, String(node(...Array.from({ length: node.length }, (_, at) => `‹${at}›`)))]];
  }
  return Object.entries(node ?? {}).flatMap(([key, value]) => sentences(value, `${path}.${key}`));
};

const italian = new Map(sentences(dictionary('it'), 'text'));
const english = new Map(sentences(dictionary('en'), 'text'));

/** Words that are the same in both languages. */
const shared = new Set(['E-mail', 'Prospect', 'Account', 'Partner']);

describe('what the product says', () => {
  test('is said in both languages, sentence by sentence', () => {
    expect(italian.size).toBeGreaterThan(60);
    expect([...english.keys()]).toEqual([...italian.keys()]);
    const left = [...italian].filter(([path, text]) => english.get(path) === text && !shared.has(text));
    expect(left).toEqual([]);
  });

  test.each([...italian])('%s uses the same facts in both languages and says something', (path, text) => {
    const facts = (sentence: string) => [...new Set(sentence.match(/‹\d›/g))].sort();
    expect(facts(english.get(path) ?? '')).toEqual(facts(text));
    expect(text.trim()).toBe(text);
    expect(text.length).toBeGreaterThan(1);
  });

  test('addresses people formally in Italian', () => {
    const informal = [...italian].filter(([, text]) =>
      /(?<!\p{L})(tu|tuo|tua|tuoi|tue|ciao|clicca)(?!\p{L})/iu.test(text),
    );
    expect(informal).toEqual([]);
  });
});
