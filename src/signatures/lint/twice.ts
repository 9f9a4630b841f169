/** @returns the items whose name an earlier one has, with their places in the list. */
export function twice<T>(items: readonly T[], nameOf: (item: T) => string): readonly { item: T; at: number }[] {
  const seen = new Set<string>();
  return items.flatMap((item, at) => {
    const before = seen.size;
    return seen.add(nameOf(item)).size === before ? [{ item, at }] : [];
  });
}
