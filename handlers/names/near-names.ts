const MOST_NEAR = 3;

/** Names within a third of their length in edits, nearest first. */
export function nearNames(name: string, names: readonly string[]): readonly string[] {
  const most = Math.max(1, Math.floor(name.length / 3));
  return (
    names
      // A difference in length is that many edits at least: most of a large cluster needs no more than this look.
      .filter((other) => Math.abs(other.length - name.length) <= most)
      .map((other) => ({ other, edits: edits(name, other) }))
      .filter(({ edits: n }) => n <= most)
      .sort((a, b) => a.edits - b.edits || a.other.localeCompare(b.other))
      .slice(0, MOST_NEAR)
      .map(({ other }) => other)
  );
}

/** Levenshtein distance. */
function edits(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
