import { describe, expect, it } from 'vitest';
import { known } from '../../src/facts/fact.js';
import {
  findContainers,
  guiltyLayer,
  LAYERS,
  layersOf,
  layersTold,
  type PeeledLayer,
  peelRows,
  readLayer,
} from '../../src/facts/peel.js';
import { withPeel } from '../../src/facts/peeled.js';
import { fixture, outputs } from './captured.js';

/** What the peeler printed on a real node, below the kubelet. */
function peeled(name: string): readonly PeeledLayer[] {
  const all = outputs(fixture(`peel/${name}.txt`));
  return LAYERS.filter((layer) => layer !== 'kubelet').map((layer) =>
    readLayer(
      layer,
      all.find((one) => one.id === layer),
      'not in the capture',
    ),
  );
}
const answers = (name: string) => peeled(name).map(({ layer, answer }) => `${layer} ${answer}`);

describe('layers peeled on a real node', () => {
  it('the cgroup of the runtime full: all but runc by hand fail, so it is above runc', () => {
    expect(answers('runtime-pids-limit')).toEqual(['dockerd fails', 'cri absent', 'containerd fails', 'runc works']);
    expect(guiltyLayer(peeled('runtime-pids-limit'))).toMatchObject({
      layer: 'containerd',
      words: expect.stringContaining('fork/exec /usr/sbin/runc: resource temporarily unavailable'),
    });
  });

  it('a container at its pids limit: runc fails by hand, with the words that its shim throws away', () => {
    const guilty = guiltyLayer(peeled('pids-limit'));
    expect(guilty?.layer).toBe('runc');
    expect(guilty?.words).toMatch(/^runtime\/cgo: pthread_create failed: Resource temporarily unavailable$/m);
    expect(guilty?.ran).toMatch(/^\/usr\/sbin\/runc --root \/run\/docker\/runtime-runc\/moby exec [0-9a-f]{64} true$/);
  });

  it('dockerd frozen: it hangs until its deadline, and everything below it works', () => {
    expect(answers('dockerd-frozen')).toEqual(['dockerd hangs', 'cri absent', 'containerd works', 'runc works']);
    expect(guiltyLayer(peeled('dockerd-frozen'))?.layer).toBe('dockerd');
  });

  it('what failing layers said is searched like the words of any exec', () => {
    const peel = known(peelRows(peeled('pids-limit')), 'peel', { at: '2026-11-28T13:40:00Z' });
    const facts = withPeel({ 'exec.channel': known(['earlier'], 'kubectl exec') }, peel);
    expect(facts['exec.channel']).toMatchObject({
      value: expect.arrayContaining([
        'earlier',
        'runtime/cgo: pthread_create failed: Resource temporarily unavailable',
      ]),
    });
  });
});

describe('what the layers say together', () => {
  const layers = (...answers: string[]) =>
    layersOf(LAYERS.map((layer, index) => ({ layer, answer: answers[index] ?? 'absent' })));
  it.each<[string, readonly string[], object]>([
    [
      'a layer below works: it breaks at the lowest that does not',
      ['fails', 'hangs', 'absent', 'works'],
      { kind: 'lowest', layer: 'dockerd' },
    ],
    ['nothing is below runc', ['fails', 'fails', 'absent', 'fails', 'fails'], { kind: 'lowest', layer: 'runc' }],
    ['nothing below could be tried: there or anywhere below', ['fails'], { kind: 'below', layer: 'kubelet' }],
    ['all that could be tried work', ['works', 'absent', 'absent', 'works'], { kind: 'works' }],
    [
      'a layer hangs below one that works',
      ['works', 'absent', 'absent', 'hangs', 'works'],
      { kind: 'slow', layer: 'containerd' },
    ],
    ['nothing could be tried at all', [], { kind: 'nothing' }],
  ])('%s', (_, answers, told) => {
    expect(layersTold(layers(...answers))).toEqual(told);
  });
});

describe('one layer', () => {
  const output = (text: string, exit: number | null) => ({ id: 'runc', text, exit, complete: exit !== null });
  it.each([
    [
      'an image without `true`: the chain did its part',
      output('exec: "true": executable file not found in $PATH', 255),
      'works',
    ],
    ['a layer that is not there', output('@ none this node has no docker', 3), 'absent'],
    ['no end within its deadline', output('Killed', 124), 'hangs'],
    ['the stream broke off inside it', output('@ ran runc', null), 'absent'],
    ['nothing of it came', undefined, 'absent'],
  ])('%s', (_, given, answer) => {
    expect(readLayer('runc', given, 'not tried').answer).toBe(answer);
  });

  it('goes through the rows of a fact and back', () => {
    const layers = peeled('runtime-pids-limit');
    expect(layersOf(peelRows(layers))).toEqual(layers);
    expect(layersOf([{ layer: 'sh -c', answer: 'works' }])).toEqual([]);
  });
});

describe('the container somebody names', () => {
  const id = (letter: string) => letter.repeat(64);
  const row = (pod: string, name: string, container: string | null) => ({
    pod,
    name,
    container,
    ready: true,
    waiting_reason: null,
  });
  const pods = [
    row('apps/web', 'app', id('a')),
    row('apps/web', 'proxy', id('b')),
    row('apps/db', 'db', id('c')),
    row('apps/new', 'x', null),
  ];
  it.each([
    ['db', ['db']],
    ['apps/db/db', ['db']],
    ['web', ['app', 'proxy']],
    ['web/proxy', ['proxy']],
    ['bbbbbbbbbbbb', ['proxy']],
    ['bbb', []],
    ['new', []],
    ['web; rm -rf /', []],
  ])('%s', (asked, names) => {
    expect(findContainers(asked, pods).map((one) => one.name)).toEqual(names);
  });
});
