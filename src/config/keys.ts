import { z } from 'zod';
import { isLinear } from '../redact/extra.js';
import { ESCALATION_KEYS } from './escalation-keys.js';
import { setting, slackId, whole, yes } from './setting.js';

const dnsLabel = z.string().regex(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/, {
  error: 'is not a Kubernetes name: lower-case letters, digits and -',
});
const words = (what: string) => z.array(z.string().min(1), { error: `is not a list: write a YAML list of ${what}` });
const channelId = slackId('CGD', 'a channel id');
const personId = slackId('UW', 'a user id');
const groupId = slackId('S', 'a user group id');

const cluster = z.strictObject({
  /** Context of the kubeconfig; absent: the current one, when this is the only cluster. */
  context: z.string().optional(),
  kubeconfig: z.string().optional(),
});

/** What a person may have done. `peel` starts processes in application containers, so it has to be named. */
export const RIGHTS = ['collect', 'fleet', 'escalate', 'peel'] as const;
export type Right = (typeof RIGHTS)[number];

const grant = z.strictObject({
  users: z.array(personId).optional(),
  groups: z.array(groupId).optional(),
  channels: z.array(channelId).optional(),
  clusters: words('cluster names').optional(),
  /** Absent: every right but `peel`. */
  actions: z.array(z.enum(RIGHTS, { error: `is none of ${RIGHTS.join(', ')}` })).optional(),
});

const MEGABYTE = 1024 * 1024;

/** Every key of the configuration file, dotted. All of them may be left out. */
export const KEYS = {
  'probe.namespace': setting({
    parse: dnsLabel,
    fallback: 'plegmatic',
    example: 'plegmatic',
    meaning: 'Namespace of the probe pods',
  }),
  'probe.selector': setting({
    parse: z
      .string()
      .regex(/^[\w./-]+=[\w.-]+(,[\w./-]+=[\w.-]+)*$/, { error: 'is not a label selector: write key=value' }),
    fallback: 'app=plegmatic-probe',
    example: 'app=plegmatic-probe',
    meaning: 'Label selector of the probe pods',
  }),
  'probe.container': setting({
    parse: dnsLabel,
    fallback: 'probe',
    example: 'probe',
    meaning: 'Container of the probe pod',
  }),
  'probe.delivery': setting({
    parse: z.enum(['configmap', 'stdin'], { error: 'is neither configmap nor stdin' }),
    fallback: 'configmap',
    example: 'stdin',
    meaning: 'configmap: the bundle lives in the probe pod; stdin: it is sent to a pod that is not ours',
  }),
  clusters: setting({
    parse: z.record(
      z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/, { error: 'is not a cluster name: letters, digits, . _ -' }),
      cluster,
    ),
    fallback: {},
    example: '{prod: {context: prod-admin}}',
    meaning: 'Clusters by the name people use; none: the current context of the kubeconfig',
  }),
  'channels.collect_unasked': setting({
    parse: z.array(channelId),
    fallback: [],
    example: '[C0123ABCD]',
    meaning: 'Channels where a recognised error is collected for without being asked',
  }),
  'channels.watch_bots': setting({
    parse: z.array(channelId),
    fallback: [],
    example: '[C0123ABCD]',
    meaning: 'Channels where messages of alert bots are read',
  }),
  'channels.alerts': setting({
    parse: channelId,
    example: 'C0123ABCD',
    meaning: 'Where alerts of `POST /webhook/alertmanager` are answered; not set: the first of `channels.watch_bots`',
  }),
  'channels.own_only': setting({
    parse: z.array(channelId),
    fallback: [],
    example: '[C0123ABCD]',
    meaning:
      'Channels that other Plegmatics share: unasked, only texts that name a node, pod or cluster of mine are answered, and no text that names another cluster',
  }),
  'rights.grants': setting({
    parse: z.array(grant),
    example: '[{channels: [C0123ABCD], clusters: [prod]}, {groups: [S0123ABCD], actions: [collect, peel]}]',
    meaning:
      'Who (users, groups) may have what (actions) done to which clusters in which channels; not set: nobody, outside the demo',
  }),
  'rights.guests': setting({
    parse: yes,
    fallback: false,
    example: 'true',
    meaning: 'Guests of the workspace may collect',
  }),
  'rights.shared_channels': setting({
    parse: yes,
    fallback: false,
    example: 'true',
    meaning: 'Collecting is allowed in channels shared with other companies',
  }),
  'rights.ask': setting({ parse: z.string(), example: '"<@U0123ABCD>"', meaning: 'Whom a refused person is sent to' }),
  ...ESCALATION_KEYS,
  'limits.text_megabytes': setting({
    parse: whole(1, 200).transform((n) => n * MEGABYTE),
    fallback: 20 * MEGABYTE,
    written: '20',
    example: '20',
    meaning: 'Largest text or file that is read',
  }),
  'limits.keep_days': setting({
    parse: whole(1, 365),
    fallback: 7,
    example: '7',
    meaning: 'How long pasted texts and facts are kept',
  }),
  'limits.nodes_asked': setting({
    parse: whole(1, 50),
    fallback: 10,
    example: '10',
    meaning: 'Nodes collected from at once when asked',
  }),
  'limits.nodes_unasked': setting({
    parse: whole(0, 10),
    fallback: 3,
    example: '3',
    meaning: 'Nodes collected from without being asked',
  }),
  'limits.collect_seconds': setting({
    parse: whole(5, 600),
    fallback: 60,
    example: '60',
    meaning: 'Deadline of one collection, all steps of the ladder together',
  }),
  'limits.answer_seconds': setting({
    parse: whole(5, 1800),
    fallback: 120,
    example: '120',
    meaning: 'After this a waiting report is answered with what is known',
  }),
  'limits.fresh_seconds': setting({
    parse: whole(0, 600),
    fallback: 20,
    example: '20',
    meaning: 'A collection younger than this is used again instead of a new one',
  }),
  'limits.collections_per_cluster': setting({
    parse: whole(1, 50),
    fallback: 4,
    example: '4',
    meaning: 'Collections at once in one cluster',
  }),
  'limits.fleet_percent': setting({
    parse: whole(1, 100),
    fallback: 10,
    example: '5',
    meaning:
      'Share of the nodes of a cluster that one sweep (`/diagnose all`) looks at at once, in percent; at least one node',
  }),
  'limits.fleet_minutes': setting({
    parse: whole(1, 240),
    fallback: 20,
    example: '30',
    meaning: 'A sweep begins no node after this',
  }),
  'limits.collections_per_user_hour': setting({
    parse: whole(1, 100_000),
    fallback: 120,
    example: '60',
    meaning: 'Collections one person may start within any hour',
  }),
  'limits.collections_per_cluster_hour': setting({
    parse: whole(1, 100_000),
    fallback: 600,
    example: '300',
    meaning: 'Collections within any hour in one cluster, whoever starts them',
  }),
  redact: setting({
    parse: z.array(
      z.strictObject({
        name: z.string().regex(/^[a-z0-9-]{1,40}$/),
        pattern: z
          .string()
          .min(1)
          .refine(isLinear, { error: 'is not an RE2 pattern: no look-around, no back-references' }),
      }),
    ),
    fallback: [],
    example: "[{name: staff-id, pattern: 'EMP-[0-9]{6}'}]",
    meaning: 'More that must never leave: linear-time (RE2) patterns',
  }),
  knowledge: setting({
    parse: words('folders'),
    fallback: [],
    example: '[/etc/plegmatic/knowledge]',
    meaning: 'Folders with more signatures, beside the shipped ones',
  }),
  data: setting({
    parse: z.string().min(1),
    fallback: '.plegmatic/data',
    example: '/var/lib/plegmatic',
    meaning: 'Folder of the private redis-server, used when REDIS_URL is not set',
  }),
} as const;
export type KeyName = keyof typeof KEYS;
