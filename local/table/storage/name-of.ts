/** What the SQL tables are called that belong to a source or a stream of a number. */
export const nameOf = {
  /** The items of a table, numbered as they come. */
  items: (source: number) => `items_${source}`,
  /** Keys of a table or an index in their order, each with the number of its item. */
  keys: (source: number) => `keys_${source}`,
  /** Bytes of the partitions of a table that has local indexes. */
  partitions: (source: number) => `partitions_${source}`,
  records: (stream: number) => `records_${stream}`,
};
