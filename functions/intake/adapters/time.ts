/** ISO time in UTC of a provider's time: ISO with any offset, `YYYY-MM-DD HH:MM:SS` (taken as UTC), or a count of `unitMs`. */
export const isoTime = (value: string | number | undefined, unitMs: 1 | 1000 = 1): string | undefined => {
  if (value === undefined || value === '') return undefined;
  const isCount = typeof value === 'number' || /^\d{9,16}$/.test(value);
  const written = String(value)
    .trim()
    .replace(/^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)$/, '$1T$2Z');
  const time = new Date(isCount ? Number(value) * unitMs : written);
  return Number.isNaN(time.getTime()) || time.getUTCFullYear() > 9999 || time.getUTCFullYear() < 1970
    ? undefined
    : time.toISOString();
};
