import { describe, expect, it } from 'vitest';
import { distributionOf } from '../../src/diagnosis/distribution.js';
import { translate } from '../../src/diagnosis/translate.js';
import type { Facts } from '../../src/facts/fact.js';
import { readReport } from '../../src/report/read-report.js';
import { fact, judged, signature } from './judged.js';

const on = (text: string, facts: Facts = {}) => distributionOf(facts, readReport(text));
const version = (value: string): Facts => ({ 'kubelet.version': fact(value) });

describe('the distribution of a node', () => {
  it.each([
    ['v1.30.4+k3s1', 'k3s'],
    ['v1.28.9+rke2r1', 'rke2'],
    ['v1.31.1+k0s', 'k0s'],
    ['v1.20.2', null],
    ['v1.27.3-gke.100', null],
  ])('is told by the version of its kubelet: %s', (value, distribution) => {
    expect(on('boom', version(value))).toBe(distribution);
  });

  it.each([
    ['Feb 04 09:18:18 a k3s[230451]: boom', 'k3s'],
    ['Feb 04 09:18:18 a rke2[1]: boom', 'rke2'],
    ['Feb 04 09:18:18 a microk8s.daemon-kubelite[1]: boom', 'microk8s'],
    ['open /var/lib/rancher/rke2/agent/etc/containerd/config.toml: boom', 'rke2'],
    ['dial unix /var/snap/microk8s/common/run/containerd.sock: boom', 'microk8s'],
    ['dial unix /run/k3s/containerd/containerd.sock: boom', null],
    ['/var/lib/rancher/k3s/agent and /var/lib/k0s/bin: boom', null],
    ['boom', null],
  ])('is shown by a name or a folder that no other has: %s', (text, distribution) => {
    expect(on(text)).toBe(distribution);
  });

  it('is what the node says, whatever the text shows', () => {
    expect(on('/var/lib/rancher/k3s/agent: boom', version('v1.28.9+rke2r1'))).toBe('rke2');
  });
});

describe('a step of a runbook', () => {
  const steps = [
    { id: 'log', risk: 'observe', run: "journalctl -u kubelet --since -1h | grep 'boom'" },
    { id: 'again', risk: 'observe', run: 'journalctl -u containerd --since -1h; crictl ps' },
    { id: 'known', risk: 'observe', run: 'ctr -n k8s.io tasks ls', note: 'On K3s: k3s ctr.' },
    { id: 'full', risk: 'fix', run: 'df -h /var/lib/containerd', verify: 'crictl info' },
  ];
  const here = (facts: Facts) =>
    judged(signature({ runbook: steps }), { paste: 'boom', facts }).verdicts[0]?.runbook.map((step) => step.here);

  it('says once how its words read on the distribution, and leaves alone what names it already', () => {
    const [log, again, known, full] = here(version('v1.30.4+k3s1')) ?? [];
    expect(log).toEqual([expect.stringMatching(/^K3s: .* -u k3s -u k3s-agent/)]);
    expect(again).toEqual(['K3s: crictl is k3s crictl.']);
    expect(known).toBeUndefined();
    expect(full).toEqual(['K3s: /var/lib/containerd is /var/lib/rancher/k3s/agent/containerd.']);
  });

  it('says nothing on any other node', () => {
    expect(here(version('v1.30.4'))).toEqual([undefined, undefined, undefined, undefined]);
  });

  it('says it in Chinese too', () => {
    const found = judged(signature({ runbook: steps }), { paste: 'boom', facts: version('v1.31.1+k0s') });
    expect(translate(found, new Map()).verdicts[0]?.runbook.map(({ here }) => here?.join(''))).toEqual([
      expect.stringContaining('都在单元 k0sworker 里'),
      expect.stringContaining('/run/k0s/containerd.sock'),
      'k0s：ctr 即 k0s ctr。',
      expect.stringContaining('/var/lib/k0s/containerd'),
    ]);
  });
});
