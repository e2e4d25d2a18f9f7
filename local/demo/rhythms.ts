/** How a customer buys. Days count back from the anchor of the demo. */
export type Rhythm = {
  readonly name: string;
  /** How many of a hundred customers are like this. */
  readonly share: number;
  /** Between two purchases; 0: none at all. */
  readonly everyDays: number;
  readonly sinceDays: number;
  readonly untilDays: number;
  /** How many of the products, from the cheapest to the dearest, and how many pieces at most. */
  readonly products: readonly [first: number, last: number];
  readonly pieces: number;
};

/** Chosen so that every class and every level of the ladder is there from the first cycle on, but lead, which needs time. */
export const rhythms: readonly Rhythm[] = [
  { name: 'weekly', share: 8, everyDays: 6, sinceDays: 540, untilDays: 3, products: [0, 6], pieces: 3 },
  { name: 'fortnightly', share: 12, everyDays: 14, sinceDays: 480, untilDays: 5, products: [1, 5], pieces: 3 },
  { name: 'monthly', share: 18, everyDays: 30, sinceDays: 720, untilDays: 10, products: [0, 4], pieces: 2 },
  { name: 'in projects', share: 10, everyDays: 95, sinceDays: 700, untilDays: 30, products: [5, 6], pieces: 2 },
  { name: 'now and then', share: 18, everyDays: 150, sinceDays: 640, untilDays: 40, products: [0, 3], pieces: 1 },
  { name: 'gone quiet', share: 12, everyDays: 21, sinceDays: 900, untilDays: 270, products: [0, 4], pieces: 2 },
  { name: 'not yet', share: 22, everyDays: 0, sinceDays: 0, untilDays: 0, products: [1, 6], pieces: 1 },
];
