import { type Fact, type Facts, known, unknown } from './fact.js';
import { allSaid, type Looked, linesOf, said } from './probe.js';

/** `known` if there is a value, else unknown with the probe's reason or ours. */
function either(value: string | number | boolean | undefined, source: string, looked: Looked, reason: string): Fact {
  return value === undefined
    ? unknown(looked.reason ?? reason, { source, at: looked.at })
    : known(value, source, { at: looked.at });
}

function parseOs(looked: Looked): Facts {
  const { text } = looked;
  const release = Object.fromEntries(allSaid(text, 'os').map((line) => line.replaceAll('"', '').split(/ (.*)/s)));
  const name = release.ID === undefined ? undefined : `${release.ID} ${release.VERSION_ID ?? ''}`.trim();
  const cgroup = said(text, 'cgroup');
  const swaps = said(text, 'swaps');
  const init = said(text, 'init');
  const systemd = /^systemd (\d\S*)/m.exec(text)?.[1];
  return {
    'kernel.version': either(
      said(text, 'kernel'),
      '/proc/sys/kernel/osrelease',
      looked,
      'the kernel did not say its release',
    ),
    'os.id': either(name, '/etc/os-release', looked, 'no os-release file'),
    'cgroup.version': either(
      cgroup === undefined ? undefined : Number(cgroup),
      '/sys/fs/cgroup',
      looked,
      'no cgroup mount',
    ),
    'kubelet.swap_on': either(
      swaps === undefined ? undefined : swaps !== '0',
      '/proc/swaps',
      looked,
      '/proc/swaps is not readable',
    ),
    'systemd.version': either(
      systemd,
      'systemctl --version',
      looked,
      init === undefined || init === 'systemd' ? 'systemctl did not say its version' : `pid 1 is ${init}, not systemd`,
    ),
  };
}

export const os = {
  names: ['kernel.version', 'os.id', 'cgroup.version', 'kubelet.swap_on', 'systemd.version'],
  parse: parseOs,
};

function parseTime(looked: Looked): Facts {
  const { text } = looked;
  const source = said(text, 'asked') ?? 'systemd-timesyncd';
  const leap = /^Leap status\s*: (.*)$/m.exec(text)?.[1];
  // adjtimex(8) of busybox: "return value: 0 (clock synchronized)", 5 is an unsynchronized clock
  const returned = /return value:\s+(\d+)/.exec(text)?.[1];
  const timesyncd = said(text, 'timesyncd');
  let value: boolean | undefined;
  let reason = 'the answer could not be read';
  if (leap !== undefined) value = leap !== 'Not synchronised';
  else if (returned === '5' && said(text, 'unasked') === 'chronyd')
    reason =
      'the kernel’s flag says no, but a chronyd runs that could not be asked: without rtcsync it never clears that flag';
  else if (returned !== undefined) value = returned !== '5';
  else if (timesyncd !== undefined) value = timesyncd === 'synchronized';
  return { 'time.synchronized': either(value, source, looked, reason) };
}
export const timeSync = { names: ['time.synchronized'], parse: parseTime };

export const nvidiaDriver = {
  names: ['nvidia.driver_version'],
  parse(looked: Looked): Facts {
    const version = /^NVRM version: .*?\s(\d{2,4}(?:\.\d+)+)\s/m.exec(looked.text)?.[1];
    return {
      'nvidia.driver_version': either(
        version,
        '/proc/driver/nvidia/version',
        looked,
        'the driver did not say its version',
      ),
    };
  },
};

/** Only sysctls that exist there; a name that is missing is "not collected", as the family is open. */
export const sysctls = {
  names: [],
  parse(looked: Looked): Facts {
    const facts: Record<string, Fact> = {};
    for (const line of linesOf(looked.text)) {
      const [, name, value] = /^([a-z][a-z0-9_.-]*) (.+)$/.exec(line) ?? [];
      if (name === undefined || value === undefined) continue;
      const number = /^-?\d+$/.test(value) ? Number(value) : value.replaceAll('\t', ' ');
      facts[`sysctl.${name}`] = known(number, `/proc/sys/${name.replaceAll('.', '/')}`, { raw: value, at: looked.at });
    }
    return facts;
  },
};
