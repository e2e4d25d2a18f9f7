import type { FunctionRow } from '#functions/registry.ts';
import type { SharedTime } from '#local/clock/shared-time.ts';

/** What a table's thread begins with. */
export type Beginning = {
  readonly file: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly region: string;
  readonly time: SharedTime;
  readonly facts: SharedArrayBuffer;
  /** Whose grants are enforced. */
  readonly rows: readonly Pick<FunctionRow, 'name' | 'grants'>[];
};

/** What is asked of the thread; each but `close` is answered under its number. */
export type Wish =
  | { readonly kind: 'close' }
  | { readonly kind: 'well' | 'expire'; readonly id: number }
  | { readonly kind: 'backup'; readonly id: number; readonly file: string };

export type Report =
  | { readonly kind: 'ready'; readonly url: string }
  | { readonly kind: 'refused'; readonly error: Failure }
  | { readonly kind: 'records' }
  /** The table stands still for the copy until the owner lets it go on. */
  | { readonly kind: 'moment' }
  | { readonly kind: 'answer'; readonly id: number; readonly isWell?: boolean; readonly error?: Failure }
  | { readonly kind: 'trouble'; readonly sentence: string };

/** An error on its way from thread to thread, with what tells a folder that cannot be used from anything else. */
export type Failure = {
  readonly message: string;
  readonly code?: string;
  readonly errcode?: number;
  readonly path?: string;
};

export function failureOf(error: unknown): Failure {
  if (!(error instanceof Error)) return { message: String(error) };
  const { message, code, errcode, path }: Error & Omit<Failure, 'message'> = error;
  return {
    message,
    ...(code !== undefined && { code }),
    ...(errcode !== undefined && { errcode }),
    ...(path !== undefined && { path }),
  };
}

export function errorOf({ message, ...more }: Failure): Error {
  return Object.assign(new Error(message), more);
}
