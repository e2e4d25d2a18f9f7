import Big from 'big.js';
import { invalid, type TableError } from '#local/table/table-error.ts';

const mostDigits = 38;
/** 9.9999999999999999999999999999999999999E+125 and 1E-130. */
const largestExponent = 125;
const smallestExponent = -130;

/** Each text matches in one way at most: a long one that is no number must not be tried in all ways. */
const syntax = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;
const plain = /^(?:0|-?[1-9]\d{0,14})$/;
/** Most numbers come as they will stand, which is told faster than worked out. */
const canonical = /^(?:0|-?(?:[1-9]\d{0,17}|0(?=\.))(?:\.\d{0,17}[1-9])?)$/;

/**
 * The canonical text of a number: plain decimal notation, no zeros that say nothing.
 * @throws TableError ValidationException for what is no number, has more than 38 digits or lies outside the range.
 */
export function canonicalNumber(text: string): string {
  return canonical.test(text) ? text : write(parse(text));
}

/** Negative, zero or positive as the first canonical number is less than, equal to or more than the second. */
export function compareNumbers(one: string, other: string): number {
  if (plain.test(one) && plain.test(other)) return Number(one) - Number(other);
  return new Big(one).cmp(new Big(other));
}

/**
 * The exact sum or difference of two canonical numbers.
 * @throws TableError ValidationException when it has more than 38 digits or lies outside the range.
 */
export function addNumbers(one: string, other: string): string {
  return write(workedOut(new Big(one).plus(new Big(other))));
}

export function subtractNumbers(one: string, other: string): string {
  return write(workedOut(new Big(one).minus(new Big(other))));
}

/** Sign, decimal exponent of the first digit, and the significant digits; zero has the sign 0 and no digits. */
export function partsOf(canonical: string): { sign: -1 | 0 | 1; exponent: number; digits: readonly number[] } {
  const { s, e, c } = new Big(canonical);
  return c[0] === 0 ? { sign: 0, exponent: 0, digits: [] } : { sign: s < 0 ? -1 : 1, exponent: e, digits: c };
}

function parse(text: string): Big {
  if (text === '') throw invalid('The parameter cannot be converted to a numeric value');
  if (!syntax.test(text)) throw invalid(`The parameter cannot be converted to a numeric value: ${text}`);
  const number = new Big(text.replace(/^\+/, ''));
  return checked(number, number.c[0] === 0 ? exponentOfZero(text) : number.e);
}

/** The service looks at how a zero is written: at the place of its last digit. */
function exponentOfZero(text: string): number {
  const [mantissa = '', exponent = '0'] = text.split(/e/i);
  const [, fraction = ''] = mantissa.split('.');
  return Number(exponent) - fraction.length;
}

function checked(number: Big, exponent: number): Big {
  if (exponent > largestExponent) throw overflow();
  if (exponent < smallestExponent) {
    throw invalid('Number underflow. Attempting to store a number with magnitude smaller than supported range');
  }
  if (number.c.length > mostDigits) {
    throw invalid('Attempting to store more than 38 significant digits in a Number');
  }
  return number;
}

/** What would have too many digits is refused as too large, other than where it is given: so the service does it. */
function workedOut(number: Big): Big {
  if (number.c.length > mostDigits) throw overflow();
  return checked(number, number.e);
}

function overflow(): TableError {
  return invalid('Number overflow. Attempting to store a number with magnitude larger than supported range');
}

function write(number: Big): string {
  return number.c[0] === 0 ? '0' : number.toFixed();
}
