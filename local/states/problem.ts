/** Something wrong in a definition: AWS's code, a sentence, and the place as a path from the root. */
export type Problem = { code: string; message: string; at: string };

/** One sentence for the message of InvalidDefinition. */
export const tellProblems = (problems: readonly Problem[]): string =>
  `Invalid State Machine Definition: '${problems.map(({ code, message, at }) => `${code}: ${message} at ${at}`).join(', ')}'`;
