/**
 * The labels of the answers, from Jotform's `pretty`: `Full Name:Ada Rossi, E-mail:ada@acme.it`.
 *
 * Neither colon nor comma is escaped there, so that the text can be cut only by looking for the answers, which stand in the
 * order of `shown` (key and text). A label that can't be found stays unknown.
 */
export const labelsFrom = (pretty: string, shown: readonly (readonly [string, string])[]): Map<string, string> => {
  const labels = new Map<string, string>();
  let from = 0;
  for (const [key, text] of shown) {
    const at = text === '' ? -1 : pretty.indexOf(`:${text}`, from);
    if (at < 0) continue;
    const label = pretty.slice(from, at).replace(/^, /, '').trim();
    if (label !== '' && label.length <= 1000) labels.set(key, label);
    from = at + 1 + text.length;
  }
  return labels;
};
