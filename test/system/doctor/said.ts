/** A line as `plegmatic doctor --json` prints it. */
export interface Said {
  readonly part: string;
  readonly state: string;
  readonly says: string;
  readonly fix?: string;
}

export const line = (lines: readonly Said[], part: string, state: string, says: RegExp): Said | undefined =>
  lines.find((one) => one.part === part && one.state === state && says.test(one.says));
