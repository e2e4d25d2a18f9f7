/** An expected failure of the core: a value, never thrown. */
export type Refusal = {
  readonly refused: true;
  /** Dotted: `<what>.<why>`, the key of the table that maps codes to HTTP and Step Functions errors. */
  readonly code: string;
  /** One sentence: what was wrong, where, what to do. */
  readonly message: string;
  readonly fields?: Readonly<Record<string, string>>;
};

export function refuse(code: string, message: string, fields?: Record<string, string>): Refusal {
  return fields ? { refused: true, code, message, fields } : { refused: true, code, message };
}

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'refused' in value && value.refused === true;
}
