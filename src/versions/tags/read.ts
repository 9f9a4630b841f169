/** @returns tag names of a table, written several to a line. */
export function tagNames(table: string): readonly string[] {
  return table.trim().split(/\s+/);
}
