import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { remembered } from '#shared/remembered.ts';

const counted = (most: number, longest = 10) => {
  const worked: string[] = [];
  const ask = remembered({ most, longest }, (text) => {
    worked.push(text);
    return text === 'nothing' ? undefined : text.toUpperCase();
  });
  return { ask, worked };
};

describe('What is remembered', () => {
  test('is worked out once, also when there is no result', () => {
    const { ask, worked } = counted(4);
    expect([ask('a'), ask('nothing'), ask('a'), ask('nothing')]).toEqual(['A', undefined, 'A', undefined]);
    expect(worked).toEqual(['a', 'nothing']);
  });

  test('is the same as what is worked out each time, whatever is asked', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 12 })), fc.integer({ min: 2, max: 9 }), (texts, most) => {
        const { ask } = counted(most);
        expect(texts.map(ask)).toEqual(texts.map((text) => text.toUpperCase()));
      }),
    );
  });

  test('is what was asked last: half of the most is never forgotten, more than the most is not kept', () => {
    const { ask, worked } = counted(10);
    const numbers = Array.from({ length: 40 }, (_, index) => String(index));
    numbers.forEach(ask);
    numbers.slice(-5).forEach(ask);
    expect(worked).toEqual(numbers);
    numbers.slice(0, 30).forEach(ask);
    expect(worked).toHaveLength(70);
  });

  test('is no text that is longer than it may be', () => {
    const { ask, worked } = counted(10, 3);
    for (const text of ['long', 'long', 'abc', 'abc']) ask(text);
    expect(worked).toEqual(['long', 'long', 'abc']);
  });
});
