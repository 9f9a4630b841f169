import { setTimeout as sleep } from 'node:timers/promises';
import { startCollectWorker } from '../../src/jobs/collect-worker.js';

/** A collector that says when it has a job and then never ends it. The test kills it. */
const url = process.argv[2] ?? '';
startCollectWorker({
  url,
  cluster: 'prod',
  freshMs: 0,
  onError: () => {},
  collect: async () => {
    process.stdout.write('collecting\n');
    await sleep(120_000);
    return 'never';
  },
});
