import type { FactSpec } from './fact-spec.js';

/** What is known of processes: part of the catalogue. */
export const PROCESS_FACTS = {
  processes: {
    kind: 'rows',
    key: 'pid',
    time: 'momentary',
    meaning: 'processes of the runtime chain, D-state processes and zombies',
    columns: {
      pid: { type: 'number', meaning: 'pid in the host pid namespace' },
      ppid: { type: 'number', meaning: 'parent pid' },
      elapsed_seconds: { type: 'number', meaning: 'seconds since its start' },
      stat: { type: 'text', meaning: 'state letters as ps prints them' },
      wchan: { type: 'text', meaning: 'kernel function it sleeps in; empty when running or hidden' },
      threads: { type: 'number', meaning: 'number of threads' },
      args: { type: 'text', meaning: 'command line' },
      cgroup: { type: 'text', meaning: 'of a runc init: the path of the cgroup whose freezer it obeys' },
      frozen: {
        type: 'flag',
        meaning: 'derived: that cgroup, or one above it, is frozen; absent where either could not be read',
      },
    },
  },
  threads: {
    kind: 'rows',
    key: 'pid',
    time: 'momentary',
    meaning: 'threads of the daemons of the chain and of runc init, counted by where they wait',
    columns: {
      pid: { type: 'number', meaning: 'process' },
      comm: { type: 'text', meaning: 'its name' },
      state: { type: 'text', meaning: 'state letter of these threads' },
      wchan: { type: 'text', meaning: 'kernel function they sleep in; empty when running or hidden' },
      count: { type: 'number', meaning: 'how many' },
    },
  },
  shims: {
    kind: 'rows',
    key: 'pid',
    time: 'momentary',
    meaning: 'containerd shims, and whether anything is left for them to look after',
    columns: {
      pid: { type: 'number', meaning: 'the shim' },
      container: { type: 'text', meaning: 'id on its command line: a container, or with CRI the sandbox' },
      namespace: { type: 'text', meaning: 'containerd namespace: moby, k8s.io' },
      elapsed_seconds: { type: 'number', meaning: 'seconds since its start' },
      children: { type: 'number', meaning: 'processes whose parent it is; 0: the containers are gone' },
      bundle: { type: 'flag', meaning: 'containerd still has a folder for its id' },
    },
  },
  pipes: {
    kind: 'rows',
    key: 'pid',
    time: 'momentary',
    meaning: 'pipes held by runc init processes, read without opening any pipe',
    columns: {
      pid: { type: 'number', meaning: 'process that holds it' },
      fd: { type: 'number', meaning: 'file descriptor number' },
      inode: { type: 'number', meaning: 'pipe inode' },
      holders: { type: 'number', meaning: 'how many processes hold this pipe' },
      write_blocked: { type: 'flag', meaning: 'a thread of the process sits in write(2) on it' },
      capacity_bytes: { type: 'number', meaning: 'F_GETPIPE_SZ, where readable without harm' },
      queued_bytes: { type: 'number', meaning: 'FIONREAD, where readable without harm' },
      full: { type: 'flag', meaning: 'derived: queued_bytes equals capacity_bytes' },
    },
  },
} as const satisfies Record<string, FactSpec>;
