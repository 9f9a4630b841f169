/** What Ansible's default output writes of a task: `fatal: [node1]: FAILED! => {"msg": ..., "stderr": ...}`. */
const TASK = /^(?:fatal|failed|changed|ok): \[[^\]\n]{1,128}\][^\n{]{0,120}=> (?=\{)/;
/** Longer results are files that were copied. */
const LONGEST = 262_144;
const FIELDS = ['msg', 'stderr', 'stdout', 'module_stderr', 'module_stdout', 'exception'] as const;

/** The lines that such a result holds with their line feeds escaped; none where it holds no text of several lines. */
export function ansibleLines(text: string): readonly string[] {
  if (!text.includes('=> {') || text.length > LONGEST || !text.includes('\\n')) return [];
  const task = TASK.exec(text.slice(0, 320));
  if (task === null) return [];
  const result = parsed(text.slice(task[0].length));
  const words = FIELDS.map((field) => result[field]).filter((value) => typeof value === 'string');
  return words
    .flatMap((value) => (value.includes('\n') ? value.split('\n') : []))
    .map((line) => line.trimEnd())
    .filter((line) => line !== '');
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
