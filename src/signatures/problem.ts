/** Something wrong in a knowledge file, told to the person who wrote it. */
export interface Problem {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** The signature, where it is known. */
  readonly id?: string;
  /** What is wrong, and why it matters. */
  readonly message: string;
  /** What to do about it. */
  readonly fix: string;
}

/** `file:line: message` and the fix below it, as compilers print it. */
export function printProblem({ file, line, message, fix }: Problem): string {
  return `${file}:${line}: ${message}\n    fix: ${fix}`;
}
