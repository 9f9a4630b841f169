/** What a kubelet says whose runtime does not answer: the text most of these tests paste. */
export const PLEG =
  'skipping pod synchronization - PLEG is not healthy: pleg was last seen active 3m12.5s ago; threshold is 3m0s';

/** What a collector reads on such a node with runc 1.0.0-rc93: the pair confirms one signature. */
export const RC93 = {
  'runc.version': { value: '1.0.0-rc93', source: 'runc --version' },
  processes: [{ pid: 29721, ppid: 1, elapsed_seconds: 912, stat: 'Ssl', wchan: 'anon_pipe_write', args: 'runc init' }],
  pipes: [{ pid: 29721, fd: 6, inode: 133259, holders: 1, write_blocked: true }],
};
