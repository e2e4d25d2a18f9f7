import { DateTime, Duration } from 'luxon';
import type { As } from './field.ts';
import { RowProblem } from './row-problem.ts';

export type Converter = (text: string) => string | number;

/** From the text of a cell to the value of a field. Dates move by `shift`, where there is one. */
export function converter(as: As | undefined, shift: string | undefined): Converter {
  if (as === undefined) return (text) => text;
  if (as === 'integer') return integer;
  if ('amount' in as) return (text) => minorUnits(text, as.amount.unit, as.amount.decimal);
  return dateReader(as.date, as.zone, shift);
}

function integer(text: string): number {
  const value = Number(text);
  if (/^[+-]?\d+$/.test(text) && Number.isSafeInteger(value)) return value;
  throw new RowProblem(`"${text}" is not a whole number`);
}

/** Exact: an amount that has a part of a minor unit is refused, not rounded. */
export function minorUnits(text: string, unit: number, decimal: '.' | ','): number {
  const thousands = decimal === '.' ? ',' : '.';
  const grouped = new RegExp(`^([+-]?)(\\d{1,3}(?:\\${thousands}\\d{3})+|\\d+)(?:\\${decimal}(\\d+))?$`);
  const [, sign, whole, fraction = ''] = grouped.exec(text.replace(/[\s\u00A0]/g, '')) ?? [];
  if (whole === undefined) throw new RowProblem(`"${text}" is not an amount such as 1${thousands}234${decimal}50`);
  const digits = BigInt(whole.replaceAll(thousands, '') + fraction) * 100n * BigInt(unit);
  const scale = 10n ** BigInt(fraction.length);
  if (digits % scale !== 0n) throw new RowProblem(`"${text}" is more exact than a cent`);
  const minor = Number(digits / scale);
  if (!Number.isSafeInteger(minor)) throw new RowProblem(`"${text}" is too large an amount`);
  return sign === '-' ? -minor : minor;
}

/** A date without a time is noon, which is the same day in nearly every time zone. */
function dateReader(format: string, zone: string, shift: string | undefined): Converter {
  const span = shift === undefined ? undefined : Duration.fromISO(shift);
  const hasTime = (text: string) => (format === 'iso' ? text.includes('T') : /[hHtTf]/.test(unquoted(format)));
  return remembering((text) => {
    const read =
      format === 'iso' ? DateTime.fromISO(text, { zone }) : DateTime.fromFormat(text, format, { zone, locale: 'en' });
    if (!read.isValid) throw new RowProblem(`"${text}" is not a date of the form ${format}`);
    const at = hasTime(text) ? read : read.set({ hour: 12 });
    return (span === undefined ? at : at.plus(span)).toUTC().toISO();
  });
}

/** The dates of a file repeat, and reading one takes long. */
function remembering(read: (text: string) => string): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    const value = known.get(text) ?? read(text);
    if (known.size < 10_000) known.set(text, value);
    return value;
  };
}

/** Letters in single quotes stand for themselves. */
function unquoted(format: string): string {
  return format.replace(/'[^']*'/g, '');
}
