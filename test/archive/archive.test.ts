import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ArchiveError, readArchive } from '../../src/archive/read-archive.js';
import { writeTar } from '../../src/archive/tar.js';
import { type Archived, writeArchive } from '../../src/archive/write-archive.js';
import { known, unknown } from '../../src/facts/fact.js';

const AT = '2026-11-22T05:05:00.000Z';
const collected: Archived = {
  id: `node-1-${AT}`,
  node: 'node-1',
  cluster: null,
  at: AT,
  versions: { plegmatic: '0.1.0' },
  facts: {
    'runc.version': known('1.0.0-rc93', '/usr/bin/runc --version', { at: AT, raw: 'runc version 1.0.0-rc93' }),
    processes: known([{ pid: 7, args: 'runc init' }], '/proc', { at: AT, complete: false }),
    'dockerd.answers': unknown('this node has no docker', { at: AT }),
  },
  collection: { step: 'exec', complete: false, failed: [{ probe: 'time', reason: 'too slow' }], at: AT },
  outputs: [{ id: 'os', text: '@ kernel 5.10', exit: 0, complete: true }],
  objects: { node: { metadata: { name: 'node-1' } } },
};
const bytes = writeArchive(collected);
const refusal = (packed: Buffer): string => {
  try {
    readArchive(packed, 'b.tar.gz');
  } catch (error) {
    if (error instanceof ArchiveError) return error.message;
    throw error;
  }
  return 'it was read';
};
const packed = (files: Record<string, string>): Buffer =>
  gzipSync(writeTar(Object.entries(files).map(([name, text]) => ({ name, bytes: Buffer.from(text) }))));
/** The archive with one byte of its tar changed, the checksum of the first header made right again. */
function edited(change: (tar: Buffer) => void): Buffer {
  const tar = writeTar([{ name: 'manifest.json', bytes: Buffer.from('{}') }]);
  change(tar);
  tar.fill(0x20, 148, 156);
  const sum = tar.subarray(0, 512).reduce((total, byte) => total + byte, 0);
  tar.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'ascii');
  return gzipSync(tar);
}

describe('an archive', () => {
  it('gives back the facts, the collection and whose they are', () => {
    const read = readArchive(bytes, 'b.tar.gz');
    expect(JSON.parse(JSON.stringify(read.facts))).toEqual(JSON.parse(JSON.stringify(collected.facts)));
    expect(read.collection).toEqual(collected.collection);
    expect(read.manifest).toMatchObject({ schema: 'plegmatic.bundle/1', node: 'node-1', cluster: null, at: AT });
  });

  it('has the same bytes for the same collection', () => {
    expect(writeArchive(structuredClone(collected)).equals(bytes)).toBe(true);
  });
});

describe('an archive that is refused with a sentence', () => {
  it.each<[string, Buffer, RegExp]>([
    ['no gzip at all', Buffer.from('hello'), /is not gzip/],
    ['cut off while it was copied', bytes.subarray(0, bytes.length - 40), /cut off or damaged/],
    ['a bomb: 200 MB of zeros', gzipSync(Buffer.alloc(200_000_000)), /unpacks to more than 64 MB/],
    ['another tar', packed({ 'readme.txt': 'hi' }), /does not begin with a manifest/],
    [
      'of a newer program',
      packed({ 'manifest.json': '{"schema":"plegmatic.bundle/9"}' }),
      /says schema "plegmatic.bundle\/9"/,
    ],
    ['without a schema', packed({ 'manifest.json': '[]' }), /says no schema/],
    ['a manifest that is no JSON', packed({ 'manifest.json': '{' }), /something else than its manifest says/],
    ['a name that climbs', packed({ '../../etc/passwd': '' }), /a file called "..\/..\/etc\/passwd"/],
    ['a name from the root', packed({ '/etc/passwd': '' }), /a file called "\/etc\/passwd"/],
    ['a name with a terminal escape', packed({ '\u001b[2J': '' }), /which no archive of ours has/],
    ['a link', edited((tar) => tar.write('2', 156)), /which is no plain file/],
    ['a negative length', edited((tar) => tar.write('-0000000001', 124)), /does not say how long/],
    ['a length beyond its end', edited((tar) => tar.write('77777777777', 124)), /ends in the middle of manifest.json/],
    [
      'a file too many',
      packed(Object.fromEntries(Array.from({ length: 501 }, (_, i) => [`f${i}`, '']))),
      /more than 500 files/,
    ],
  ])('%s', (_, given, why) => {
    const said = refusal(given);
    expect(said).toMatch(why);
    expect(said).toMatch(/^b\.tar\.gz .*; write it again with: plegmatic node NODE --bundle FILE$/);
  });

  it('whose facts were changed behind its back', () => {
    const manifest = {
      schema: 'plegmatic.bundle/1',
      id: 'x',
      node: 'n',
      cluster: null,
      at: AT,
      versions: { plegmatic: '1' },
    };
    const files = [{ name: 'facts.json', bytes: 2, sha256: '0' }];
    expect(refusal(packed({ 'manifest.json': JSON.stringify({ ...manifest, files }), 'facts.json': '{}' }))).toMatch(
      /another facts.json than its manifest says/,
    );
    expect(refusal(packed({ 'manifest.json': JSON.stringify({ ...manifest, files }) }))).toMatch(/lacks "facts.json"/);
  });

  it('whatever is damaged in it: never a crash, never another fact', () => {
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
        const damaged = Buffer.from(bytes);
        damaged[at] = ((damaged[at] ?? 0) + by) % 256;
        // Some bits say nothing: of gzip's own header, and those that fill up the last byte. Then it is the same archive.
        if (refusal(damaged) === 'it was read') expect(readArchive(damaged, 'b')).toEqual(readArchive(bytes, 'b'));
      }),
      { numRuns: 300 },
    );
  });
});
