/** Fails on a line that a stack trace has to find again. */
export const handler = async () => {
  throw new Error('out of stock');
};
