import { describe, expect, it } from 'vitest';
import { captured, known, printed, reasonOf, rowsOf } from './captured.js';

describe('who answers under a fault', () => {
  it.each([
    ['dockerd-frozen', { dockerd: false, containerd: true, kubelet: true }],
    ['dockerd-down', { dockerd: false, containerd: true, kubelet: true }],
    ['containerd-down', { dockerd: true, containerd: false, kubelet: true }],
    ['kubelet-down', { dockerd: true, containerd: true, kubelet: false }],
  ])('%s', (fault, answers) => {
    const facts = captured(`node-1/${fault}.txt`);
    for (const [daemon, answered] of Object.entries(answers)) expect(known(facts[`${daemon}.answers`])).toBe(answered);
  });

  it('shows the stopped dockerd as stopped', () => {
    const row = rowsOf(captured('node-1/dockerd-frozen.txt').processes).find((one) =>
      String(one.args).startsWith('dockerd'),
    );
    expect(row?.stat).toBe('Tsl');
  });

  it('keeps the configuration of a dockerd that hangs unknown', () => {
    expect(reasonOf(captured('node-1/dockerd-frozen.txt')['dockerd.cgroup_driver'])).toContain('deadline');
  });

  it('still says the version of a dockerd that is down, and that it does not run', () => {
    expect(captured('node-1/dockerd-down.txt')['dockerd.version']).toMatchObject({
      value: '20.10.24+dfsg1',
      source: '/usr/sbin/dockerd --version (installed, not running)',
    });
  });
});

describe('what is no answer is not "no"', () => {
  it('a client that cannot start', () => {
    expect(
      reasonOf(printed('dockerd.answers', '@ asked /usr/bin/docker version\nSegmentation fault')['dockerd.answers']),
    ).toContain('neither yes nor no');
  });
  it('a closed default healthz port of a kubelet that runs and sets none', () => {
    const text = '@ pid 12 port default\n@ url http://127.0.0.1:10248/healthz\nconnect: Connection refused';
    expect(reasonOf(printed('kubelet.answers', text)['kubelet.answers'])).toContain('a kubelet runs');
  });
  it('but a closed port it was told to open is', () => {
    const text = '@ pid 12 port 10248\n@ url http://127.0.0.1:10248/healthz\nconnect: Connection refused';
    expect(known(printed('kubelet.answers', text)['kubelet.answers'])).toBe(false);
  });
  it('an unhealthy kubelet answers all the same', () => {
    const text = '@ pid 12 port 10248\n@ url http://127.0.0.1:10248/healthz\nHTTP/1.0 500 Internal Server Error';
    expect(known(printed('kubelet.answers', text)['kubelet.answers'])).toBe(true);
  });
});
