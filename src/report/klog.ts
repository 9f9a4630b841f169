import { readPairs, readQuoted, upToError, withPairs } from './logfmt.js';
import { levelName, type Peel, type Peeled } from './peeled.js';

/** The fraction and the thread may have been cut by whoever cleaned the paste. */
const HEADER = /^([IWEF])\d{4} \d\d:\d\d:\d\d(?:\.\d{1,9})?(?:\s{1,8}\d{1,10})?\s{1,8}([\w.-]{1,64}\.go):\d{1,6}\] ?/;
/** The same header, cut at its beginning by whoever pasted it. */
const CUT_HEADER = /^(?:[\d:.]{0,16}\s{1,8})?(?:\d{1,10} )?([a-z][\w.-]{0,64}\.go):\d{1,6}\] ?/;
/** Source files that only the kubelet has; `server.go` and `reflector.go` are everybody's. */
const KUBELET =
  /^(?:kubelet|kuberuntime|remote_(?:runtime|image)|prober|pod_(?:workers|container)|pleg|generic\.go|docker_(?:service|sandbox|container)|container_manager|cpu_manager|eviction|operation_generator|reconciler|desired_state|volume_manager|status_manager|summary_|kubelet_|pod_startup|qos_container|dockershim|helpers_linux|device_manager|manager_linux)/;

const LOGFMT_REST = /^ level=\w{4,7} msg=/;

/** klog of the kubelet and its kin, structured (`"message" key="value"`) or not. It has no year, so it dates nothing. */
export const klog: Peel = (text) => {
  const quoted = text.startsWith('"');
  if (!quoted && !text.includes('.go:')) return undefined;
  const head = text.slice(0, 200);
  const full = HEADER.exec(head);
  const header = full ?? CUT_HEADER.exec(head);
  if (header === null) {
    const bare = quoted ? structured(text, false) : { text };
    return bare.text === text ? undefined : bare;
  }
  const file = (full === null ? header[1] : header[2]) ?? '';
  return {
    ...structured(text.slice(header[0].length), true),
    program: KUBELET.test(file) ? 'kubelet' : undefined,
    level: full === null ? undefined : levelName(full[1] ?? ''),
  };
};

/** `"RunPodSandbox failed" err="rpc error: ..." pod="a/b"` becomes `RunPodSandbox failed err=rpc error: ... pod=a/b`. */
function structured(message: string, headed: boolean): Pick<Peeled, 'text' | 'upToError'> {
  if (!message.startsWith('"')) return { text: message };
  const [words, end] = readQuoted(message, 0);
  const rest = message.slice(end);
  // logfmt whose first key was cut: `"2023-02-25T06:59:57Z" level=error msg="..."`. Its message is in msg, not in front.
  if (LOGFMT_REST.test(rest)) return { text: rest.trimStart() };
  if (/^ [A-Za-z_][\w./-]{0,63}=/.test(rest.slice(0, 72))) {
    const pairs = readPairs(rest);
    return { text: withPairs(words, pairs), upToError: upToError(words, pairs) };
  }
  return { text: headed && rest === '' && message.endsWith('"') ? words : message };
}
