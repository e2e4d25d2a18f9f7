import { describe, expect, test } from 'vitest';
import { checkItem, checkValue } from '#local/table/values/check-value.ts';
import type { UncheckedValue } from '#local/table/wire/kinds/attribute-value.ts';
import { refusalOf } from '#test/local/table/expressions/refusal.ts';

/** What begins the title of a test. */
const titled = <T extends readonly [UncheckedValue, unknown]>(cases: readonly T[]) =>
  cases.map(([value, outcome]) => [JSON.stringify(value).slice(0, 60), value, outcome] as const);

const nested = (levels: number): UncheckedValue => (levels === 0 ? { S: 'x' } : { L: [nested(levels - 1)] });

describe('A value is refused', () => {
  const wrong = 'One or more parameter values were invalid: ';
  const overflow = 'Number overflow. Attempting to store a number with magnitude larger than supported range';
  const underflow = 'Number underflow. Attempting to store a number with magnitude smaller than supported range';
  test.each(
    titled<[UncheckedValue, string]>([
      [{}, 'Supplied AttributeValue is empty, must contain exactly one of the supported datatypes'],
      [
        { S: 'a', N: '1' },
        'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes',
      ],
      [{ S: 'a', N: 'x' }, 'The parameter cannot be converted to a numeric value: x'],
      [{ N: '' }, 'The parameter cannot be converted to a numeric value'],
      [{ N: '1'.repeat(39) }, 'Attempting to store more than 38 significant digits in a Number'],
      [
        { N: `${'1'.repeat(200_000)}x` },
        `The parameter cannot be converted to a numeric value: ${'1'.repeat(200_000)}x`,
      ],
      [{ N: '0e126' }, overflow],
      [{ N: '-0.0E+127' }, overflow],
      [{ N: '0e-131' }, underflow],
      [{ NS: ['1', '0.0e-130'] }, underflow],
      [{ NULL: false }, `${wrong}Null attribute value types must have the value of true`],
      [{ SS: [] }, `${wrong}An string set  may not be empty`],
      [{ NS: [] }, `${wrong}An number set  may not be empty`],
      [{ BS: [] }, `${wrong}Binary sets should not be empty`],
      [{ SS: ['', ''] }, `${wrong}Input collection [, ] contains duplicates.`],
      [{ SS: ['a', 'b', 'a'] }, `${wrong}Input collection [a, b, a] contains duplicates.`],
      [{ NS: ['1', '1.0'] }, 'Input collection contains duplicates'],
      [{ BS: ['YQ==', 'YR=='] }, `${wrong}Input collection [YQ==, YQ==]of type BS contains duplicates.`],
      [
        { M: { x: { L: [{}] } } },
        'Supplied AttributeValue is empty, must contain exactly one of the supported datatypes',
      ],
      [{ M: { '': { S: 'x' } } }, 'Empty attribute name'],
      [
        nested(32),
        'Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit',
      ],
    ]),
  )('%s', (_, value, message) => {
    expect(refusalOf(() => checkValue(value))).toBe(message);
  });
});

describe('A value is taken', () => {
  test.each(
    titled<[UncheckedValue, object]>([
      [{ S: '' }, { S: '' }],
      [{ B: '' }, { B: '' }],
      [{ N: '+01.50' }, { N: '1.5' }],
      [
        { NS: ['0.10', '10.0', '-0.0', '-0.5', '1234567890.0987654321'] },
        { NS: ['0.1', '10', '0', '-0.5', '1234567890.0987654321'] },
      ],
      [{ NS: ['1e2', '-0'] }, { NS: ['100', '0'] }],
      [{ L: [{ N: '0e125' }, { N: '0.0e126' }, { N: '0e-130' }] }, { L: [{ N: '0' }, { N: '0' }, { N: '0' }] }],
      [{ B: 'YR==' }, { B: 'YQ==' }],
      [{ BOOL: false }, { BOOL: false }],
      [{ SS: ['', 'a'] }, { SS: ['', 'a'] }],
      [{ BS: [''] }, { BS: [''] }],
      [{ M: { x: { L: [{ N: '1.0' }] } } }, { M: { x: { L: [{ N: '1' }] } } }],
      [nested(31), nested(31)],
    ]),
  )('%s', (_, value, canonical) => {
    expect(JSON.stringify(checkValue(value))).toBe(JSON.stringify(canonical));
  });

  test('an attribute may have the name of something that every object has', () => {
    const item = checkItem(JSON.parse('{"__proto__": {"S": "x"}, "constructor": {"N": "1.0"}}'));
    expect(JSON.stringify(item)).toBe('{"__proto__":{"S":"x"},"constructor":{"N":"1"}}');
  });
});
