/** A cursor that this list has not given out. The caller starts again without one. */
export class BadCursor extends Error {
  override readonly name = 'BadCursor';

  constructor() {
    super(
      'The cursor is not one of this list; leave it out to begin at the start, or pass on the last answer’s as it came.',
    );
  }
}

/** What a cursor is a place in: one of another order would skip or repeat. */
export type Order = 'by-next-action' | 'by-name' | 'by-version' | 'by-due';

/** Opaque to whoever holds it: the order and the last place that was shown in it. */
export function cursorOf(order: Order, place: string): string {
  return Buffer.from(`${order}:${place}`).toString('base64url');
}

/** The place after which to go on. Throws BadCursor. */
export function placeOf(order: Order, cursor: string): string {
  const text = Buffer.from(cursor, 'base64url').toString();
  const place = text.slice(order.length + 1);
  if (place === '' || cursorOf(order, place) !== cursor) throw new BadCursor();
  return place;
}
