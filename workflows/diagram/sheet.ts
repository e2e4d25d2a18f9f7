import type { Kind } from './plan.ts';

export type Box = {
  readonly kind: Kind;
  readonly title: string;
  readonly lines: readonly string[];
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
};

export type Point = readonly [x: number, y: number];

export type Line = {
  readonly points: readonly Point[];
  readonly dashed: boolean;
  readonly arrow: boolean;
  readonly label: string;
  /** Where the label's first letter, or with `end` its last one, stands. */
  readonly at: Point;
  readonly anchor: 'start' | 'end';
};

/** Pixels. */
export const sizes = {
  width: 900,
  margin: 24,
  text: 12,
  line: 15,
  label: 11,
  spine: { x: 76, w: 506 },
  side: { x: 664, w: 212 },
  gap: 21,
  pill: { w: 96, h: 28 },
} as const;

export const cardHeight = (lines: readonly string[]) => 29 + lines.length * sizes.line;

/** The middle of the spine, where its arrows run. */
export const trunk = sizes.spine.x + sizes.spine.w / 2;
