import { describeLints, swap } from './lint-rows.js';

const observe = (run: string) => swap('run: ls -l /proc/{{pid}}/fd', `run: ${JSON.stringify(run)}`);

describeLints('lint of commands that are typed', [
  {
    what: 'a tail of two files with the old option',
    bad: observe('tail -30 /var/log/a.log /var/log/b.log'),
    says: /more than one file/,
    good: observe('tail -n 30 /var/log/a.log /var/log/b.log; tail -30 /var/log/a.log 2>/dev/null; dmesg | tail -5 # x'),
  },
  {
    what: 'a tail of files that the shell finds',
    bad: observe('tail -20 /var/log/pods/*.log'),
    says: /more than one file/,
    good: observe('dmesg | tail -20; ls /var/log/*'),
  },
  {
    what: 'a pgrep for a name that the kernel cuts off',
    bad: observe("pgrep -a -x 'containerd|docker-containerd'"),
    says: /more than 15 characters/,
    good: observe("pgrep -f 'containerd-shim-runc-v2'; pgrep -a containerd"),
  },
  {
    what: 'every descriptor of every process in one command',
    bad: observe('grep -l fanotify /proc/[0-9]*/fdinfo/*'),
    says: /too long for one command/,
    good: observe('grep -l X /proc/[0-9]*/mountinfo; for p in /proc/[0-9]*; do cat $p/fdinfo/*; done'),
  },
  {
    what: 'a find with its depth behind a test',
    bad: observe('find /sys -maxdepth 3 -name a -o -maxdepth 3 -name b'),
    says: /-maxdepth behind a test/,
    good: observe('find /sys -maxdepth 3 \\( -name a -o -name b \\)'),
  },
  {
    what: 'a pattern that loses its backslash',
    bad: observe('dmesg | grep -i peer_\\?mem'),
    says: /a backslash and no quotes/,
    good: observe("dmesg | grep -i 'peer_\\?mem'; find / \\( -name a \\) -exec grep x {} \\;"),
  },
  {
    what: 'a reboot of the machine where kubectl is typed',
    bad: swap('run: queuectl move --pod {{pod}}', 'run: kubectl cordon {{node}}; reboot\n    hurts: all'),
    says: /the machine where it is pasted/,
    good: swap(
      'run: queuectl move --pod {{pod}}',
      "run: 'kubectl cordon {{node}}   # then on {{node}} itself: reboot'\n    hurts: all",
    ),
  },
  {
    what: 'a kill of a number that nobody looked at',
    bad: swap('run: queuectl move --pod {{pod}}', 'run: kill -KILL {{pid}}'),
    says: /another program by now/,
    good: swap(
      'run: queuectl move --pod {{pod}}',
      'run: ps -o pid,lstart,args -p {{pid}} | grep queue && kill -KILL {{pid}}',
    ),
  },
]);
